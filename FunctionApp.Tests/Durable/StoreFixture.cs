using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable;
using FunctionApp.Local.Durable.Storage;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Durable;

/// <summary>The store without an engine: the test is the worker.</summary>
internal sealed class StoreFixture : IDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private DurableStore _store;

    public StoreFixture() => (Database, _store) = Open();

    public ManualTimeProvider Clock { get; } = new();

    public DurableDatabase Database { get; private set; }

    public string Path => _folder.File("durable.db");

    /// <summary>Runs one transaction.</summary>
    public T Do<T>(Func<DurableStore, T> change)
    {
        _store.Begin();
        var result = change(_store);
        _store.Commit();
        return result;
    }

    /// <summary>Lets the process die and the next one open the file.</summary>
    public void Crash()
    {
        Database.Dispose();
        (Database, _store) = Open();
    }

    /// <summary>Runs the lease check that the engine runs regularly.</summary>
    public void CheckLeases(params long[] alive) => Do(store =>
    {
        store.RenewLeases(alive, Lease);
        return true;
    });

    public OrchestratorClaim Schedule(string instanceId)
    {
        Do(store => store.Schedule(new NewInstance { InstanceId = instanceId, Name = "Any", Input = null }, []));
        return ClaimInstances().Single();
    }

    public List<OrchestratorClaim> ClaimInstances(int limit = 10) => Do(store => store.ClaimInstances(limit, Lease));

    public List<ActivityClaim> ClaimActivities(int limit = 10, int maxCrashes = 3)
        => Do(store => store.ClaimActivities(limit, Lease, maxCrashes));

    /// <summary>Commits a step that calls activities.</summary>
    public bool CallActivities(OrchestratorClaim claim, params string[] names) => Do(store => store.Commit(new Checkpoint
    {
        Claim = claim,
        Status = OrchestrationStatus.Running,
        NewEvents = [.. names.Select((name, i) => Event(HistoryEventType.TaskScheduled) with { Name = name, TaskId = i })],
    }));

    /// <summary>Commits a step that ends the instance.</summary>
    public bool Complete(OrchestratorClaim claim, int historyLength = 0) => Do(store => store.Commit(new Checkpoint
    {
        Claim = claim,
        Status = OrchestrationStatus.Completed,
        HistoryLength = historyLength,
        NewEvents = [Event(HistoryEventType.ExecutionCompleted)],
        Output = "\"done\"",
    }));

    public HistoryEvent Event(HistoryEventType type) => new() { Type = type, Timestamp = Clock.GetUtcNow() };

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }

    private (DurableDatabase Database, DurableStore Store) Open()
    {
        var database = new DurableDatabase(Path);
        return (database, new DurableStore(database, Clock));
    }
}
