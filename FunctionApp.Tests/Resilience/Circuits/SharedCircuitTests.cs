using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Resilience.Circuits;

/// <summary>Circuits of several processes over one store of real files.</summary>
[TestClass]
public sealed class SharedCircuitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileBlobStore _blobs;
    private readonly CircuitFleet _fleet;

    public SharedCircuitTests()
    {
        _blobs = new FileBlobStore(Microsoft.Extensions.Options.Options.Create(new FileBlobStoreOptions { RootPath = _folder.Path }), TimeProvider.System);
        _fleet = new CircuitFleet(_blobs);
    }

    public void Dispose()
    {
        _fleet.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task When_one_process_breaks_a_circuit_the_others_stop_within_the_refresh_interval()
    {
        using var first = _fleet.Join();
        using var second = _fleet.Join();
        var before = await second.Get("vision").EnterAsync();

        await _fleet.BreakAsync(first.Get("vision"));
        _fleet.Clock.Advance(_fleet.Options.RefreshInterval);
        var after = await second.Get("vision").EnterAsync();

        Assert.IsTrue(before.IsGranted);
        Assert.IsFalse(after.IsGranted);
    }

    [TestMethod]
    public async Task A_process_that_has_been_idle_asks_before_its_first_call()
    {
        using var first = _fleet.Join();
        using var second = _fleet.Join();
        await second.Get("vision").EnterAsync();
        await _fleet.BreakAsync(first.Get("vision"));
        _fleet.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.IsFalse((await second.Get("vision").EnterAsync()).IsGranted);
    }

    [TestMethod]
    public async Task However_many_processes_ask_at_once_there_is_one_trial()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => _fleet.Join()).ToList();
        await _fleet.BreakAsync(processes[0].Get("vision"));
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);

        var permits = await Task.WhenAll(Enumerable.Range(0, 40).Select(caller => Task.Run(async () =>
            await processes[caller % processes.Count].Get("vision").EnterAsync())));

        Assert.HasCount(1, permits.Where(permit => permit.IsGranted));
        processes.ForEach(process => process.Dispose());
    }

    [TestMethod]
    public async Task When_the_trial_of_one_process_succeeds_calls_of_all_processes_pass()
    {
        using var first = _fleet.Join();
        using var second = _fleet.Join();
        await _fleet.BreakAsync(first.Get("vision"));
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);

        await second.Get("vision").ReportAsync(await second.Get("vision").EnterAsync(), CallVerdict.Success);
        _fleet.Clock.Advance(_fleet.Options.RefreshInterval);

        Assert.IsTrue((await first.Get("vision").EnterAsync()).IsGranted);
    }

    [TestMethod]
    public async Task A_circuit_survives_the_processes_that_use_it()
    {
        using (var died = _fleet.Join())
        {
            await _fleet.BreakAsync(died.Get("vision"));
        }

        using var next = _fleet.Join();

        Assert.IsFalse((await next.Get("vision").EnterAsync()).IsGranted);
        Assert.AreEqual(CircuitState.Open, (await next.ListAsync()).Single().State);
    }

    [TestMethod]
    public async Task While_the_store_fails_a_process_breaks_the_circuit_for_itself_and_tells_the_others_afterwards()
    {
        var isDown = true;
        using var first = _fleet.Join(new ObstructedBlobStore(_blobs, _ => isDown ? throw new IOException("down") : Task.CompletedTask));
        using var second = _fleet.Join();

        await _fleet.BreakAsync(first.Get("vision"));
        var own = await first.Get("vision").EnterAsync();
        var others = await second.Get("vision").EnterAsync();
        isDown = false;
        _fleet.Clock.Advance(_fleet.Options.StoreBypassPeriod);
        await first.Get("vision").EnterAsync();
        var told = await second.Get("vision").EnterAsync();

        Assert.IsFalse(own.IsGranted);
        Assert.IsTrue(others.IsGranted);
        Assert.IsFalse(told.IsGranted);
    }

    [TestMethod]
    public async Task While_the_store_fails_a_process_has_a_trial_of_its_own()
    {
        using var alone = _fleet.Join(new ObstructedBlobStore(_blobs, _ => throw new IOException("down")));
        var circuit = alone.Get("vision");
        await _fleet.BreakAsync(circuit);
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);

        var trial = await circuit.EnterAsync();
        var other = await circuit.EnterAsync();
        await circuit.ReportAsync(trial, CallVerdict.Success);

        Assert.IsTrue(trial.IsTrial);
        Assert.IsFalse(other.IsGranted);
        Assert.AreEqual(CircuitState.Closed, circuit.Status.State);
    }

    [TestMethod]
    public async Task What_others_did_meanwhile_outranks_what_a_process_decided_without_the_store()
    {
        var isDown = true;
        using var first = _fleet.Join(new ObstructedBlobStore(_blobs, _ => isDown ? throw new IOException("down") : Task.CompletedTask));
        using var second = _fleet.Join();
        await _fleet.BreakAsync(first.Get("vision"));
        await second.Get("vision").ResetAsync("all is well", "ada");

        isDown = false;
        _fleet.Clock.Advance(_fleet.Options.StoreBypassPeriod);

        Assert.IsTrue((await first.Get("vision").EnterAsync()).IsGranted);
        Assert.AreEqual("all is well", first.Get("vision").Status.Reason);
    }

    [TestMethod]
    public async Task A_store_that_hangs_holds_a_call_no_longer_than_its_timeout()
    {
        var asked = new TaskCompletionSource();
        using var process = _fleet.Join(new HangingBlobStore(asked));
        var entering = process.Get("vision").EnterAsync().AsTask();
        await asked.Task;
        var isHeld = !entering.IsCompleted;

        _fleet.Clock.Advance(_fleet.Options.StoreTimeout);

        Assert.IsTrue(isHeld);
        Assert.IsTrue((await entering).IsGranted);
    }

    [TestMethod]
    public async Task A_shared_state_that_cannot_be_read_stops_nobody()
    {
        await _blobs.WriteAsync(new("circuits", "vision.json"), new MemoryStream("garbage"u8.ToArray()));
        using var process = _fleet.Join();

        Assert.IsTrue((await process.Get("vision").EnterAsync()).IsGranted);
        await _fleet.BreakAsync(process.Get("vision"));
    }

    /// <summary>A store that never answers and heeds no token.</summary>
    private sealed class HangingBlobStore(TaskCompletionSource asked) : IBlobStore
    {
        public Task<BlobContent?> OpenReadAsync(BlobRef blob, BlobRange? range = null, CancellationToken cancellationToken = default)
            => Hang<BlobContent?>();

        public Task<BlobProperties?> GetPropertiesAsync(BlobRef blob, CancellationToken cancellationToken = default) => Hang<BlobProperties?>();

        public Task<BlobProperties?> WriteAsync(
            BlobRef blob, Stream content, BlobWriteOptions? options = null, CancellationToken cancellationToken = default)
            => Hang<BlobProperties?>();

        public Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default) => Hang<bool>();

        public Task<Core.Page<BlobProperties>> ListAsync(
            string container, BlobListOptions? options = null, CancellationToken cancellationToken = default)
            => Hang<Core.Page<BlobProperties>>();

        private Task<T> Hang<T>()
        {
            asked.TrySetResult();
            return new TaskCompletionSource<T>().Task;
        }
    }
}
