namespace FunctionApp.Local.Durable;

/// <summary>Tells who waits for an instance that its state is worth another look.</summary>
internal sealed class CompletionSignals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<CompletionWatch>> _watches = [];

    /// <summary>Watches an instance until disposed.</summary>
    public CompletionWatch Watch(string instanceId)
    {
        var watch = new CompletionWatch(this, instanceId);
        lock (_lock)
        {
            if (!_watches.TryGetValue(instanceId, out var watches))
            {
                _watches.Add(instanceId, watches = []);
            }

            watches.Add(watch);
        }

        return watch;
    }

    /// <summary>Signals everyone who watches one of these instances.</summary>
    public void Finished(IReadOnlyList<string> instanceIds)
    {
        lock (_lock)
        {
            foreach (var instanceId in instanceIds)
            {
                if (_watches.TryGetValue(instanceId, out var watches))
                {
                    watches.ForEach(watch => watch.Signal());
                }
            }
        }
    }

    internal void Forget(CompletionWatch watch)
    {
        lock (_lock)
        {
            if (_watches.TryGetValue(watch.InstanceId, out var watches) && watches.Remove(watch) && watches.Count == 0)
            {
                _watches.Remove(watch.InstanceId);
            }
        }
    }
}
