using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Blobs;

[TestClass]
public sealed class BlobTriggerTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [TestMethod]
    public async Task A_file_dropped_while_the_host_was_down_is_handled_at_start()
    {
        Drop("a.jpg", "photo");

        await using var host = await TriggerHost.StartAsync(_data);

        var (name, version) = await host.NextAsync();
        Assert.AreEqual("a.jpg", name);
        Assert.AreEqual(5, version.Length);
        Assert.AreEqual("image/jpeg", version.ContentType);
    }

    [TestMethod]
    public async Task A_file_dropped_while_the_host_runs_is_handled()
    {
        await using var host = await RunningAsync();

        Drop("a.jpg", "photo");

        Assert.AreEqual("a.jpg", (await host.NextAsync()).Name);
    }

    [TestMethod]
    public async Task A_file_renamed_into_place_is_handled_under_its_final_name()
    {
        await using var host = await RunningAsync();
        File.WriteAllText(_data.File("elsewhere"), "photo");

        File.Move(_data.File("elsewhere"), PathOf("a.jpg"));

        Assert.AreEqual("a.jpg", (await host.NextAsync()).Name);
    }

    [TestMethod]
    public async Task A_blob_written_through_the_store_is_handled()
    {
        await using var host = await RunningAsync();

        var written = await host.Store.WriteAsync(new BlobRef(TriggerHost.Container, "deep/er/a.jpg"), new MemoryStream([1]));

        var (name, version) = await host.NextAsync();
        Assert.AreEqual("deep/er/a.jpg", name);
        Assert.AreEqual(written!.ETag, version.ETag);
    }

    [TestMethod]
    public async Task Every_file_of_a_folder_moved_in_is_handled()
    {
        await using var host = await RunningAsync();
        Directory.CreateDirectory(_data.File("album", "day 1"));
        File.WriteAllText(_data.File("album", "1.jpg"), "1");
        File.WriteAllText(_data.File("album", "day 1", "2.jpg"), "2");

        Directory.Move(_data.File("album"), PathOf("album"));

        List<string> names = [(await host.NextAsync()).Name, (await host.NextAsync()).Name];
        Assert.AreEqual("album/1.jpg,album/day 1/2.jpg", string.Join(',', names.Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public async Task A_file_in_a_folder_made_later_is_handled()
    {
        await using var host = await RunningAsync();
        Drop("new/1.jpg", "1");
        await host.NextAsync();

        Drop("new/deeper/2.jpg", "2");

        Assert.AreEqual("new/deeper/2.jpg", (await host.NextAsync()).Name);
    }

    [TestMethod]
    public async Task A_file_rewritten_at_the_same_name_is_handled_again()
    {
        await using var host = await RunningAsync();
        Drop("a.jpg", "1st");
        var first = await host.NextAsync();
        await host.Trigger.WhenIdleAsync();

        Drop("a.jpg", "2nd");

        var second = await host.NextAsync();
        Assert.AreEqual("a.jpg", second.Name);
        Assert.AreNotEqual(first.Version.ETag, second.Version.ETag);
    }

    [TestMethod]
    public async Task A_file_rewritten_while_it_is_being_handled_is_handled_again()
    {
        await using var host = await RunningAsync();
        var finish = new TaskCompletionSource();
        host.Behaviour = _ => finish.Task;
        Drop("a.jpg", "1st");
        await host.NextAsync();

        Drop("a.jpg", "second");
        finish.SetResult();

        Assert.AreEqual(6, (await host.NextAsync()).Version.Length);
    }

    [TestMethod]
    public async Task A_restart_does_not_handle_a_version_again()
    {
        Drop("a.jpg", "photo");
        await using (var before = await TriggerHost.StartAsync(_data))
        {
            await before.NextAsync();
            await before.Trigger.WhenIdleAsync();
        }

        Drop("b.jpg", "another");
        await using var after = await TriggerHost.StartAsync(_data);

        Assert.AreEqual("b.jpg", (await after.NextAsync()).Name);
        Assert.IsEmpty(await after.RestAsync());
    }

    [TestMethod]
    public async Task A_version_whose_handling_the_stop_cut_short_is_handled_after_the_restart()
    {
        Drop("a.jpg", "photo");
        await using (var before = await TriggerHost.StartAsync(_data))
        {
            before.Behaviour = _ => new TaskCompletionSource().Task;
            await before.NextAsync();
        }

        await using var after = await TriggerHost.StartAsync(_data);

        Assert.AreEqual("a.jpg", (await after.NextAsync()).Name);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.Windows)]
    public async Task A_file_still_open_for_writing_is_not_handled_until_it_is_closed()
    {
        await using var host = await RunningAsync();
        await using (var copy = new FileStream(PathOf("a.jpg"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            copy.Write("half"u8);
            copy.Flush();
            Drop("b.jpg", "a whole one, dropped later");
            Assert.AreEqual("b.jpg", (await host.NextAsync()).Name);
            copy.Write("+half"u8);
        }

        Assert.AreEqual(9, (await host.NextAsync()).Version.Length);
        Assert.IsEmpty(await host.RestAsync());
    }

    [TestMethod]
    public async Task A_file_that_grows_between_two_looks_is_handled_only_when_it_is_quiet()
    {
        var clock = new ManualTimeProvider();
        Drop("a.jpg", "half");
        await using var host = new TriggerHost(_data, clock);
        await host.Trigger.StartAsync(CancellationToken.None);
        await FirstLookAsync(clock);

        File.AppendAllText(PathOf("a.jpg"), "+half");

        Assert.AreEqual(9, (await host.NextAsync()).Version.Length);
        Assert.IsEmpty(await host.RestAsync());
    }

    [TestMethod]
    public async Task Of_many_files_at_once_each_is_handled_once_and_only_a_few_at_a_time()
    {
        await using var host = new TriggerHost(
            _data, options: new() { QuietPeriod = TimeSpan.FromMilliseconds(5), ScanInterval = TimeSpan.FromDays(1), MaxConcurrency = 3 });
        host.Behaviour = async _ => await Task.Yield();
        await host.Trigger.StartAsync(CancellationToken.None);

        var names = Enumerable.Range(0, 300).Select(i => $"{i % 7}/{i}.jpg").ToList();
        names.ForEach(name => Drop(name, name));

        List<string> handled = [];
        foreach (var _ in names)
        {
            handled.Add((await host.NextAsync()).Name);
        }

        CollectionAssert.AreEquivalent(names, handled);
        Assert.IsEmpty(await host.RestAsync());
        Assert.IsInRange(1, 3, host.MostBusy);
    }

    [TestMethod]
    public async Task A_blob_that_fails_is_tried_again_with_growing_pauses_and_then_poisoned_with_the_reason()
    {
        var clock = new ManualTimeProvider();
        Drop("bad.jpg", "?");
        var host = new TriggerHost(_data, clock, Options(attempts: 4, firstRetry: TimeSpan.FromSeconds(10)));
        host.Behaviour = _ => throw new InvalidOperationException("cannot read this");
        await host.Trigger.StartAsync(CancellationToken.None);

        List<DateTimeOffset> attempts = [];
        for (var i = 0; i < 4; i++)
        {
            await host.NextAsync();
            attempts.Add(clock.GetUtcNow());
        }

        Assert.IsEmpty(await host.RestAsync());
        await host.DisposeAsync();
        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromSeconds(10), attempts[1] - attempts[0]);
        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromSeconds(20), attempts[2] - attempts[1]);
        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromSeconds(40), attempts[3] - attempts[2]);
        using var receipts = await host.Store.OpenReceiptsAsync(TriggerHost.Container, CancellationToken.None);
        var version = await host.Store.GetPropertiesAsync(new BlobRef(TriggerHost.Container, "bad.jpg"));
        Assert.AreEqual("cannot read this", receipts.Find("bad.jpg", version!.ETag)!.PoisonReason);
    }

    [TestMethod]
    public async Task A_blob_that_fails_holds_up_no_other()
    {
        Drop("bad.jpg", "?");
        await using var host = new TriggerHost(_data, options: Options(attempts: 5, firstRetry: TimeSpan.FromMinutes(1)) with { MaxConcurrency = 1 });
        host.Behaviour = name => name == "bad.jpg" ? throw new InvalidOperationException("cannot read this") : Task.CompletedTask;
        await host.Trigger.StartAsync(CancellationToken.None);
        await host.NextAsync();

        Drop("good.jpg", "!");

        Assert.AreEqual("good.jpg", (await host.NextAsync()).Name);
    }

    [TestMethod]
    public async Task A_poisoned_blob_is_left_alone_after_a_restart_until_it_changes()
    {
        Drop("bad.jpg", "?");
        await using (var before = new TriggerHost(_data, options: Options(attempts: 1, firstRetry: TimeSpan.FromSeconds(1))))
        {
            before.Behaviour = _ => throw new InvalidOperationException("cannot read this");
            await before.Trigger.StartAsync(CancellationToken.None);
            await before.NextAsync();
            await before.Trigger.WhenIdleAsync();
        }

        Drop("good.jpg", "!");
        await using var after = await TriggerHost.StartAsync(_data);
        Assert.AreEqual("good.jpg", (await after.NextAsync()).Name);
        Assert.IsEmpty(await after.RestAsync());

        Drop("bad.jpg", "mended");
        Assert.AreEqual("bad.jpg", (await after.NextAsync()).Name);
    }

    [TestMethod]
    public async Task The_receipt_of_a_deleted_blob_is_dropped_by_the_scan()
    {
        Drop("stays.jpg", "1");
        Drop("goes.jpg", "2");
        await using var host = await TriggerHost.StartAsync(_data);
        await host.NextAsync();
        await host.NextAsync();
        await host.DisposeAsync();
        File.Delete(PathOf("goes.jpg"));

        using (var receipts = await host.Store.OpenReceiptsAsync(TriggerHost.Container, CancellationToken.None))
        {
            await host.Trigger.ScanAsync(receipts, CancellationToken.None);
        }

        using var reopened = await host.Store.OpenReceiptsAsync(TriggerHost.Container, CancellationToken.None);
        Assert.AreEqual("stays.jpg", reopened.Names.Single());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public async Task Links_are_ignored()
    {
        Directory.CreateDirectory(_data.File("secret"));
        File.WriteAllText(_data.File("secret", "key"), "secret");
        Directory.CreateDirectory(PathOf(""));
        File.CreateSymbolicLink(PathOf("link.jpg"), _data.File("secret", "key"));
        Directory.CreateSymbolicLink(PathOf("folder"), _data.File("secret"));
        Drop("real.jpg", "photo");

        await using var host = await TriggerHost.StartAsync(_data);

        Assert.AreEqual("real.jpg", (await host.NextAsync()).Name);
        Assert.IsEmpty(await host.RestAsync());
    }

    [TestMethod]
    public async Task A_folder_deleted_and_made_again_is_watched_again_from_the_next_scan()
    {
        var clock = new ManualTimeProvider();
        await using var host = new TriggerHost(_data, clock, Options(attempts: 1, firstRetry: TimeSpan.FromSeconds(1)) with { ScanInterval = TimeSpan.FromSeconds(1) });
        Drop("a.jpg", "1");
        await host.Trigger.StartAsync(CancellationToken.None);
        await host.NextAsync();
        await host.Trigger.WhenIdleAsync();
        Directory.Delete(PathOf(""), recursive: true);

        Drop("b.jpg", "2");

        Assert.AreEqual("b.jpg", (await host.NextAsync()).Name);
    }

    [TestMethod]
    public async Task A_version_whose_receipt_was_lost_is_handled_again_after_a_restart()
    {
        Drop("a.jpg", "photo");
        var disk = new FullDisk();
        await using (var before = new TriggerHost(_data, files: disk))
        {
            await before.Trigger.StartAsync(CancellationToken.None);
            await before.NextAsync();
            await before.Trigger.WhenIdleAsync();
        }

        await using var after = await TriggerHost.StartAsync(_data);

        Assert.AreEqual("a.jpg", (await after.NextAsync()).Name);
    }

    [TestMethod]
    public async Task A_receipt_that_a_crash_cut_short_costs_no_other()
    {
        Drop("a.jpg", "1");
        Drop("b.jpg", "2");
        await using (var before = await TriggerHost.StartAsync(_data))
        {
            await before.NextAsync();
            await before.NextAsync();
            await before.Trigger.WhenIdleAsync();
        }

        var file = new FileInfo(_data.File("blob-receipts", "uploads.ndjson"));
        var last = File.ReadLines(file.FullName).Last();
        using (var stream = file.OpenWrite())
        {
            stream.SetLength(stream.Length - 10);
        }

        await using var after = await TriggerHost.StartAsync(_data);

        Assert.Contains((await after.NextAsync()).Name, last, StringComparison.Ordinal);
        Assert.IsEmpty(await after.RestAsync());
    }

    private static BlobTriggerOptions Options(int attempts, TimeSpan firstRetry) => new()
    {
        QuietPeriod = TimeSpan.FromMilliseconds(5),
        ScanInterval = TimeSpan.FromDays(1),
        MaxAttempts = attempts,
        FirstRetryInterval = firstRetry,
    };

    /// <summary>The trigger has taken its first look at a blob when a second timer, besides that of the scan, is running.</summary>
    private static async Task FirstLookAsync(ManualTimeProvider clock)
    {
        using var impatience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (clock.ActiveTimers < 2)
        {
            impatience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>A host that has done its first scan, so that only notifications can tell it of what comes.</summary>
    private async Task<TriggerHost> RunningAsync()
    {
        Drop("first", "to know when the scan is done");
        var host = await TriggerHost.StartAsync(_data);
        Assert.AreEqual("first", (await host.NextAsync()).Name);
        return host;
    }

    private string PathOf(string name) => _data.File("blobs", TriggerHost.Container, name);

    private void Drop(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    /// <summary>A disk on which no receipt finds room.</summary>
    private sealed class FullDisk : DurableFiles
    {
        public override ValueTask WriteAsync(
            Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken)
            => throw new IOException("No space left on device");
    }
}
