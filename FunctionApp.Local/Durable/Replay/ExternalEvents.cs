using FunctionApp.Core.Orchestration;

namespace FunctionApp.Local.Durable.Replay;

/// <summary>Brings external events together with those who wait for them, first come, first served, names compared without case.</summary>
internal sealed class ExternalEvents
{
    private readonly List<HistoryEvent> _early = [];
    private readonly List<(string Name, TaskCompletionSource<string?> Received)> _waiting = [];

    /// <summary>Events that nobody has waited for, oldest first.</summary>
    public IReadOnlyList<HistoryEvent> Unprocessed => _early;

    /// <summary>Whether somebody waits.</summary>
    public bool AreAwaited => _waiting.Count > 0;

    /// <summary>Receives the next event of this name, as JSON text.</summary>
    public Task<string?> ReceiveAsync(string name, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<string?>(cancellationToken);
        }

        var early = _early.FindIndex(candidate => IsNamed(candidate.Name!, name));
        if (early >= 0)
        {
            var input = _early[early].Input;
            _early.RemoveAt(early);
            return Task.FromResult(input);
        }

        var received = new TaskCompletionSource<string?>();
        _waiting.Add((name, received));
        cancellationToken.UnsafeRegister(
            _ =>
            {
                if (_waiting.RemoveAll(waiter => waiter.Received == received) > 0)
                {
                    received.TrySetCanceled(cancellationToken);
                }
            },
            state: null);
        return received.Task;
    }

    /// <summary>Hands an event to who has waited longest, or keeps it.</summary>
    public void Deliver(HistoryEvent raised)
    {
        var index = _waiting.FindIndex(waiter => IsNamed(waiter.Name, raised.Name!));
        if (index < 0)
        {
            _early.Add(raised);
            return;
        }

        var received = _waiting[index].Received;
        _waiting.RemoveAt(index);
        received.TrySetResult(raised.Input);
    }

    private static bool IsNamed(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
