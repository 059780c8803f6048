using System.Text;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Blobs;

/// <summary>The process dies, or the disk fails, between any two steps of a change. Every process sees the same time, the worst case for stamps.</summary>
[TestClass]
public sealed class FileBlobStoreCrashTests
{
    private const int Never = int.MaxValue;

    private static readonly BlobRef Blob = new("crashes", "folder/doc.json");

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(false, false)]
    public async Task After_a_crash_at_any_step_of_a_write_the_blob_is_wholly_old_or_wholly_new(bool oldHasMetadata, bool newHasMetadata)
    {
        await AfterEveryCrashAsync(
            prepare: store => WriteAsync(store, "old", oldHasMetadata),
            change: store => WriteAsync(store, "new", newHasMetadata),
            check: async (store, hasCrashed) =>
            {
                var seen = await DescribeAsync(store);
                var before = Describe("old", oldHasMetadata);
                var after = Describe("new", newHasMetadata);
                Assert.IsTrue(seen == after || (hasCrashed && seen == before), seen);
            });
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task After_a_crash_at_any_step_of_a_first_write_the_blob_is_whole_or_absent(bool hasMetadata)
    {
        await AfterEveryCrashAsync(
            prepare: _ => Task.CompletedTask,
            change: store => WriteAsync(store, "new", hasMetadata),
            check: async (store, hasCrashed) =>
            {
                var seen = await DescribeAsync(store);
                Assert.IsTrue(seen == Describe("new", hasMetadata) || (hasCrashed && seen is null), seen);
                Assert.AreEqual(seen is null ? 0 : 1, (await store.ListAsync(Blob.Container)).Items.Count);
            });
    }

    [TestMethod]
    public async Task After_a_crash_at_any_step_of_a_delete_the_blob_is_whole_or_absent()
    {
        await AfterEveryCrashAsync(
            prepare: store => WriteAsync(store, "old", hasMetadata: true),
            change: store => store.DeleteAsync(Blob),
            check: async (store, hasCrashed) =>
            {
                var seen = await DescribeAsync(store);
                Assert.IsTrue(seen is null || (hasCrashed && seen == Describe("old", hasMetadata: true)), seen);
            });
    }

    [TestMethod]
    public async Task A_blob_can_be_written_again_after_a_crash_at_any_step()
    {
        await AfterEveryCrashAsync(
            prepare: store => WriteAsync(store, "old", hasMetadata: true),
            change: store => WriteAsync(store, "new", hasMetadata: true),
            check: async (store, _) =>
            {
                await WriteAsync(store, "newest", hasMetadata: true);
                Assert.AreEqual(Describe("newest", hasMetadata: true), await DescribeAsync(store));
            });
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_write_that_fails_for_lack_of_space_leaves_nothing_behind(bool hasMetadata)
    {
        var steps = await CountStepsAsync(hasMetadata);
        var lastThatShowsNothing = steps.LastIndexOf("rename");
        for (var step = 0; step <= lastThatShowsNothing; step++)
        {
            using var data = new TemporaryFolder();
            var opened = await OpenAsync(data, Never);
            var store = new FileBlobStore(data.Path, new ManualTimeProvider(), new CrashingDisk(opened + step, recovers: true));

            await Assert.ThrowsExactlyAsync<IOException>(() => WriteAsync(store, "new", hasMetadata));

            Assert.IsNull(await store.GetPropertiesAsync(Blob));
            Assert.IsEmpty(Directory.EnumerateFileSystemEntries(data.File("blob-temp")));
            Assert.IsFalse(Directory.Exists(data.File("blobs", "crashes", "folder")), "no empty folder stays");
            await WriteAsync(store, "once there is space again", hasMetadata);
        }
    }

    [TestMethod]
    public async Task A_plain_write_syncs_the_bytes_before_the_rename_and_the_directory_after_it()
    {
        using var data = new TemporaryFolder();
        await WriteAsync(Open(data), "older", hasMetadata: false);
        var disk = new CrashingDisk(Never);
        var store = new FileBlobStore(data.Path, new ManualTimeProvider(), disk);
        disk.Log.Clear();

        await WriteAsync(store, "new", hasMetadata: false);

        Assert.AreEqual("create, write, sync, rename, sync directory", string.Join(", ", disk.Log));
    }

    [TestMethod]
    public async Task Properties_are_durable_before_the_version_they_belong_to_is_shown()
    {
        using var data = new TemporaryFolder();
        await WriteAsync(Open(data), "older", hasMetadata: true);
        var disk = new CrashingDisk(Never);
        var store = new FileBlobStore(data.Path, new ManualTimeProvider(), disk);
        disk.Log.Clear();

        await WriteAsync(store, "new", hasMetadata: true);

        Assert.AreEqual(
            "create, write, sync, create, write, sync, rename, sync directory, rename, sync directory",
            string.Join(", ", disk.Log));
    }

    [TestMethod]
    public async Task New_directories_are_synced_into_their_parents_before_the_file_is_shown()
    {
        using var data = new TemporaryFolder();
        var disk = new CrashingDisk(Never);
        var store = new FileBlobStore(data.Path, new ManualTimeProvider(), disk);
        disk.Log.Clear();

        await WriteAsync(store, "new", hasMetadata: false);

        Assert.AreEqual(
            "create, write, sync, make directory, sync directory, make directory, sync directory, rename, sync directory",
            string.Join(", ", disk.Log));
    }

    [TestMethod]
    public void What_a_crash_left_half_written_is_cleared_at_start()
    {
        using var data = new TemporaryFolder();
        Open(data);
        File.WriteAllText(data.File("blob-temp", "0190f3"), "half");

        Open(data);

        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(data.File("blob-temp")));
    }

    private static FileBlobStore Open(TemporaryFolder data) => new(data.Path, new ManualTimeProvider(), new DurableFiles());

    /// <summary>Opens a store, and counts the steps of that alone.</summary>
    private static Task<int> OpenAsync(TemporaryFolder data, int steps)
    {
        var disk = new CrashingDisk(steps);
        _ = new FileBlobStore(data.Path, new ManualTimeProvider(), disk);
        return Task.FromResult(disk.Log.Count);
    }

    private static async Task<List<string>> CountStepsAsync(bool hasMetadata)
    {
        using var data = new TemporaryFolder();
        var disk = new CrashingDisk(Never);
        var store = new FileBlobStore(data.Path, new ManualTimeProvider(), disk);
        disk.Log.Clear();
        await WriteAsync(store, "new", hasMetadata);
        return disk.Log;
    }

    /// <summary>Crashes after no step, after one, after two, until the change succeeds; each time on a fresh folder.</summary>
    private static async Task AfterEveryCrashAsync(Func<IBlobStore, Task> prepare, Func<IBlobStore, Task> change, Func<IBlobStore, bool, Task> check)
    {
        var hasCrashed = true;
        for (var step = 0; hasCrashed; step++)
        {
            using var data = new TemporaryFolder();
            await prepare(Open(data));
            var opened = await OpenAsync(data, Never);
            var disk = new CrashingDisk(opened + step);
            var dying = new FileBlobStore(data.Path, new ManualTimeProvider(), disk);
            try
            {
                await change(dying);
            }
            catch (IOException)
            {
                Assert.IsTrue(disk.HasCrashed);
            }

            hasCrashed = disk.HasCrashed;
            await check(Open(data), hasCrashed);
        }
    }

    private static async Task WriteAsync(IBlobStore store, string text, bool hasMetadata)
    {
        var options = hasMetadata
            ? new BlobWriteOptions { ContentType = "text/plain", Metadata = new Dictionary<string, string> { ["text"] = text } }
            : new BlobWriteOptions { ContentType = "application/json" };
        await store.WriteAsync(Blob, new MemoryStream(Encoding.UTF8.GetBytes(text)), options);
    }

    private static string Describe(string text, bool hasMetadata) => hasMetadata ? $"{text} text/plain {text}" : $"{text} application/json ";

    private static async Task<string?> DescribeAsync(IBlobStore store)
    {
        await using var content = await store.OpenReadAsync(Blob);
        if (content is null)
        {
            return null;
        }

        using var reader = new StreamReader(content.Stream);
        return $"{await reader.ReadToEndAsync()} {content.Properties.ContentType} {content.Properties.Metadata.GetValueOrDefault("text")}";
    }
}
