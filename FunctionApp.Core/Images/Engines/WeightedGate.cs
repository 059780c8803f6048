namespace FunctionApp.Core.Images.Engines;

/// <summary>Admits images first come, first served, while both places and a capacity, in megapixels or bytes, last.</summary>
/// <remarks>An image that outweighs the whole capacity is admitted alone, so that it never waits for ever.</remarks>
/// <param name="places">Images admitted at the same time.</param>
/// <param name="capacity">Weight admitted at the same time.</param>
public sealed class WeightedGate(int places, double capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private int _admitted;
    private double _weightAdmitted;

    /// <summary>Whether nobody is in, and so nobody waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _admitted == 0;
            }
        }
    }

    /// <summary>Waits for room.</summary>
    /// <returns>The room taken; dispose it to give it back.</returns>
    public async Task<IDisposable> EnterAsync(double weight, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(this, weight);
        lock (_lock)
        {
            _waiting.AddLast(waiter);
            AdmitNext();
        }

        try
        {
            return await waiter.Admitted.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Withdraw(waiter);
            throw;
        }
    }

    private void AdmitNext()
    {
        while (_waiting.First is { Value: var next }
            && (_admitted == 0 || (_admitted < places && _weightAdmitted + next.Weight <= capacity)))
        {
            _waiting.RemoveFirst();
            _admitted++;
            _weightAdmitted += next.Weight;
            next.Admitted.SetResult(next);
        }
    }

    private void Withdraw(Waiter waiter)
    {
        lock (_lock)
        {
            if (_waiting.Remove(waiter))
            {
                AdmitNext();
                return;
            }
        }

        waiter.Dispose();
    }

    private void Leave(Waiter waiter)
    {
        lock (_lock)
        {
            _admitted--;
            // What is left of sums of fractions must not add up over days.
            _weightAdmitted = _admitted == 0 ? 0 : _weightAdmitted - waiter.Weight;
            AdmitNext();
        }
    }

    private sealed class Waiter(WeightedGate gate, double weight) : IDisposable
    {
        private int _left;

        public double Weight { get; } = weight;

        public TaskCompletionSource<IDisposable> Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                gate.Leave(this);
            }
        }
    }
}
