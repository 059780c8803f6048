namespace FunctionApp.Core.Images;

/// <summary>Admits images first come, first served, while both a count and a sum of megapixels last.</summary>
/// <remarks>An image that is larger than all megapixels together is admitted alone, so that it never waits for ever.</remarks>
/// <param name="images">Images admitted at the same time.</param>
/// <param name="megapixels">Megapixels admitted at the same time.</param>
public sealed class MegapixelGate(int images, double megapixels)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiting = [];
    private int _admitted;
    private double _megapixelsAdmitted;

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
    public async Task<IDisposable> EnterAsync(double imageMegapixels, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(this, imageMegapixels);
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
            && (_admitted == 0 || (_admitted < images && _megapixelsAdmitted + next.Megapixels <= megapixels)))
        {
            _waiting.RemoveFirst();
            _admitted++;
            _megapixelsAdmitted += next.Megapixels;
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
            _megapixelsAdmitted = _admitted == 0 ? 0 : _megapixelsAdmitted - waiter.Megapixels;
            AdmitNext();
        }
    }

    private sealed class Waiter(MegapixelGate gate, double megapixels) : IDisposable
    {
        private int _left;

        public double Megapixels { get; } = megapixels;

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
