namespace FunctionApp.Local.Durable.Replay;

/// <summary>Keeps an orchestrator on the thread that replays it: continuations run there, in order, and nowhere else.</summary>
/// <remarks>A continuation that comes from another thread belongs to something the context did not make, and is refused.</remarks>
internal sealed class ReplayThread : SynchronizationContext
{
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _continuations = [];
    private volatile bool _over;
    private volatile bool _wasLeft;

    /// <summary>Whether the caller is the orchestrator's own code in its turn.</summary>
    public bool IsCurrent => !_over && Environment.CurrentManagedThreadId == _threadId;

    /// <summary>Whether a continuation came from another thread.</summary>
    public bool WasLeft => _wasLeft;

    /// <summary>Runs code, and what it leaves behind, in this context.</summary>
    public void Run(Action action)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
            while (_continuations.TryDequeue(out var next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    /// <summary>Ends the turn: whatever still comes is refused.</summary>
    public void End() => _over = true;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            _continuations.Enqueue((d, state));
        }
        else
        {
            _wasLeft = true;
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            d(state);
        }
        else
        {
            _wasLeft = true;
        }
    }

    public override SynchronizationContext CreateCopy() => this;
}
