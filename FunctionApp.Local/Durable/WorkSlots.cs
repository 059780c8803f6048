namespace FunctionApp.Local.Durable;

/// <summary>How much is worked on at once. Taking and freeing a slot counts once the transaction that did it is durable.</summary>
internal sealed class WorkSlots(int limit)
{
    private readonly HashSet<long> _held = [];
    private readonly List<long> _taken = [];
    private readonly List<long> _freed = [];

    /// <summary>How many slots the open transaction may take.</summary>
    public int Free => limit - _held.Count + _freed.Count - _taken.Count;

    /// <summary>The fence tokens of what is worked on.</summary>
    public IEnumerable<long> Held => _held.Except(_freed);

    public bool IsEmpty => _held.Count == 0;

    public void Take(long token) => _taken.Add(token);

    public void Release(long token)
    {
        if (_held.Contains(token))
        {
            _freed.Add(token);
        }
    }

    public void Committed()
    {
        _held.UnionWith(_taken);
        _held.ExceptWith(_freed);
        RolledBack();
    }

    public void RolledBack()
    {
        _taken.Clear();
        _freed.Clear();
    }
}
