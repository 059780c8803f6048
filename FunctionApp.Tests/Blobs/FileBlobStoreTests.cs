using System.Text;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Tests.Blobs;

/// <summary>What is special about blobs that are files, which people put there and take away.</summary>
[TestClass]
public sealed class FileBlobStoreTests : IDisposable
{
    private const string Container = "uploads";

    private readonly TemporaryFolder _data = new();
    private readonly FileBlobStore _store;

    public FileBlobStoreTests() => _store = Open();

    public void Dispose() => _data.Dispose();

    [TestMethod]
    public async Task A_blob_is_a_plain_file_of_its_name_and_nothing_else_is_in_its_container()
    {
        await WriteAsync("album/photo.jpg", "pixels", new() { Metadata = new Dictionary<string, string> { ["a"] = "b" } });

        Assert.AreEqual("pixels", File.ReadAllText(PathOf("album/photo.jpg")));
        Assert.AreEqual(PathOf("album/photo.jpg"), Directory.EnumerateFiles(_data.File("blobs"), "*", SearchOption.AllDirectories).Single());
    }

    [TestMethod]
    [DataRow("a.jpg", "x", "image/jpeg")]
    [DataRow("A.PNG", "x", "image/png")]
    [DataRow("a.ndjson", "x", "application/x-ndjson")]
    [DataRow("a.unknown", "GIF89a", "image/gif")]
    [DataRow("no-extension", "GIF89a", "image/gif")]
    [DataRow("no-extension", "x", "application/octet-stream")]
    [DataRow("empty", "", "application/octet-stream")]
    public async Task A_file_put_there_by_hand_is_a_blob_with_a_type_by_extension_or_content(string name, string text, string expected)
    {
        Drop(name, text);

        var listed = (await _store.ListAsync(Container)).Items.Single();
        var properties = await _store.GetPropertiesAsync(new BlobRef(Container, name));

        Assert.AreEqual(expected, properties!.ContentType);
        Assert.AreEqual(expected, listed.ContentType);
        Assert.AreEqual(properties.ETag, listed.ETag);
    }

    [TestMethod]
    public async Task A_file_replaced_by_hand_is_a_new_version_and_loses_the_old_ones_properties()
    {
        var written = await WriteAsync("a.bin", "123", new() { ContentType = "image/avif", Metadata = new Dictionary<string, string> { ["a"] = "b" } });

        Drop("a.bin", "456");

        var replaced = await _store.GetPropertiesAsync(new BlobRef(Container, "a.bin"));
        Assert.AreNotEqual(written!.ETag, replaced!.ETag);
        Assert.AreEqual("application/octet-stream", replaced.ContentType);
        Assert.IsEmpty(replaced.Metadata);
        Assert.IsNull(await WriteAsync("a.bin", "789", new() { Condition = BlobCondition.IfUnchanged(written.ETag) }));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task Another_file_of_the_same_length_and_time_is_another_version()
    {
        var time = new DateTime(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc);
        Drop("a.bmp", "old");
        File.SetLastWriteTimeUtc(PathOf("a.bmp"), time);
        var before = await _store.GetPropertiesAsync(new BlobRef(Container, "a.bmp"));
        Drop("b.bmp", "new");
        File.SetLastWriteTimeUtc(PathOf("b.bmp"), time);

        File.Move(PathOf("b.bmp"), PathOf("a.bmp"), overwrite: true);

        Assert.AreNotEqual(before!.ETag, (await _store.GetPropertiesAsync(new BlobRef(Container, "a.bmp")))!.ETag);
    }

    [TestMethod]
    public async Task Writes_within_one_tick_of_the_clock_have_different_etags_and_times()
    {
        var store = new FileBlobStore(_data.Path, new ManualTimeProvider(), new DurableFiles());
        List<BlobProperties> versions = [];
        for (var i = 0; i < 20; i++)
        {
            versions.Add((await store.WriteAsync(new BlobRef(Container, "a"), new MemoryStream([1])))!);
        }

        Assert.HasCount(20, versions.DistinctBy(version => version.ETag).ToList());
        Assert.HasCount(20, versions.DistinctBy(version => version.LastModified).ToList());
    }

    [TestMethod]
    public async Task Blobs_keep_their_etags_and_properties_over_a_restart()
    {
        var options = new BlobWriteOptions { ContentType = "image/avif", Metadata = new Dictionary<string, string> { ["Who"] = "me" } };
        var written = await WriteAsync("a", "x", options);

        var read = await Open().GetPropertiesAsync(new BlobRef(Container, "a"));

        Assert.AreEqual(written!.ETag, read!.ETag);
        Assert.AreEqual("image/avif", read.ContentType);
        Assert.AreEqual("me", read.Metadata["who"]);
    }

    [TestMethod]
    public async Task A_copy_of_the_data_folder_keeps_types_and_metadata()
    {
        await WriteAsync("a", "x", new() { ContentType = "image/avif", Metadata = new Dictionary<string, string> { ["who"] = "me" } });
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(_data.Path, "*", SearchOption.AllDirectories))
        {
            var target = copy.File(Path.GetRelativePath(_data.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(file));
        }

        var read = await new FileBlobStore(copy.Path, TimeProvider.System, new DurableFiles()).GetPropertiesAsync(new BlobRef(Container, "a"));

        Assert.AreEqual("image/avif", read!.ContentType);
        Assert.AreEqual("me", read.Metadata["who"]);
    }

    [TestMethod]
    public async Task A_delete_prunes_empty_folders_but_neither_full_ones_nor_the_container()
    {
        await WriteAsync("a/b/c/d", "x");
        await WriteAsync("a/e", "x");

        await _store.DeleteAsync(new BlobRef(Container, "a/b/c/d"));
        Assert.IsFalse(Directory.Exists(PathOf("a/b")));
        Assert.IsTrue(Directory.Exists(PathOf("a")));

        await _store.DeleteAsync(new BlobRef(Container, "a/e"));
        Assert.IsFalse(Directory.Exists(PathOf("a")));
        Assert.IsTrue(Directory.Exists(PathOf("")));
    }

    [TestMethod]
    public async Task Empty_folders_do_not_show()
    {
        Directory.CreateDirectory(PathOf("empty/deeper"));

        Assert.IsEmpty((await _store.ListAsync(Container)).Items);
        Assert.IsNull(await _store.GetPropertiesAsync(new BlobRef(Container, "empty")));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public async Task A_link_is_neither_listed_nor_read_nor_written_through()
    {
        Directory.CreateDirectory(_data.File("outside"));
        File.WriteAllText(_data.File("outside", "key"), "secret");
        Directory.CreateDirectory(PathOf(""));
        File.CreateSymbolicLink(PathOf("file"), _data.File("outside", "key"));
        Directory.CreateSymbolicLink(PathOf("folder"), _data.File("outside"));

        Assert.IsEmpty((await _store.ListAsync(Container)).Items);
        Assert.IsEmpty((await _store.ListAsync(Container, new() { Prefix = "folder/" })).Items);
        Assert.IsNull(await _store.OpenReadAsync(new BlobRef(Container, "file")));
        Assert.IsNull(await _store.OpenReadAsync(new BlobRef(Container, "folder/key")));
        Assert.IsFalse(await _store.DeleteAsync(new BlobRef(Container, "folder/key")));

        await WriteAsync("file", "mine");
        await WriteAsync("folder/key", "mine");
        Assert.AreEqual("secret", File.ReadAllText(_data.File("outside", "key")));
        Assert.AreEqual("file,folder/key", await NamesAsync());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public async Task A_container_that_is_a_link_is_refused()
    {
        Directory.CreateDirectory(_data.File("outside"));
        Directory.CreateSymbolicLink(PathOf(""), _data.File("outside"));
        File.WriteAllText(_data.File("outside", "a"), "x");

        Assert.IsEmpty((await _store.ListAsync(Container)).Items);
        await Assert.ThrowsExactlyAsync<IOException>(() => WriteAsync("b", "x"));
        Assert.IsFalse(File.Exists(_data.File("outside", "b")));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("back\\slash")]
    [DataRow("new\nline")]
    public async Task A_file_whose_name_no_blob_may_have_is_ignored(string name)
    {
        Drop(name, "x");

        Assert.AreEqual("", await NamesAsync());
    }

    [TestMethod]
    public async Task A_file_put_where_an_escaped_one_had_made_way_counts_and_is_deleted_with_it()
    {
        await WriteAsync("a/b", "x");
        await WriteAsync("a", "escaped");
        await _store.DeleteAsync(new BlobRef(Container, "a/b"));
        Drop("a", "by hand");

        Assert.AreEqual("a", await NamesAsync());
        Assert.AreEqual("by hand", await ReadAsync("a"));
        Assert.IsTrue(await _store.DeleteAsync(new BlobRef(Container, "a")));
        Assert.IsNull(await ReadAsync("a"));
    }

    [TestMethod]
    public async Task Two_folders_that_stand_for_one_are_listed_as_one()
    {
        await WriteAsync("a", "a file");
        await WriteAsync("a/2", "x");
        await WriteAsync("a/4", "x");
        await _store.DeleteAsync(new BlobRef(Container, "a"));
        foreach (var name in (string[])["a/1", "a/3", "a/5"])
        {
            Drop(name, "x");
        }

        Assert.AreEqual("a/1,a/2,a/3,a/4,a/5", await NamesAsync());
        Assert.AreEqual("a/1,a/2,a/3,a/4,a/5", await NamesAsync("a/"));
        Assert.AreEqual("x", await ReadAsync("a/4"));
    }

    [TestMethod]
    public async Task A_file_and_a_folder_of_one_name_written_at_the_same_time_are_both_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => WriteAsync(i % 2 == 0 ? $"{i / 2}" : $"{i / 2}/x", $"{i}"))));

        for (var i = 0; i < 40; i++)
        {
            Assert.AreEqual($"{i}", await ReadAsync(i % 2 == 0 ? $"{i / 2}" : $"{i / 2}/x"));
        }
    }

    [TestMethod]
    public async Task A_reader_overtaken_by_several_writes_still_gets_a_pair()
    {
        // Without syncs a writer is fast enough to replace a blob twice between a reader's two looks.
        var store = new FileBlobStore(_data.Path, TimeProvider.System, new UnsyncedDisk());
        var blob = new BlobRef(Container, "pair.json");
        await WriteVersionAsync(1);
        var writer = Task.Run(async () =>
        {
            for (var version = 2; version < 1500; version++)
            {
                await WriteVersionAsync(version);
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!writer.IsCompleted)
            {
                await using var content = await store.OpenReadAsync(blob);
                using var reader = new StreamReader(content!.Stream);
                var text = await reader.ReadToEndAsync();
                Assert.AreEqual(text.Length % 2 == 0 ? "" : text, content.Properties.Metadata.GetValueOrDefault("text", ""));
            }
        })));
        await writer;

        async Task WriteVersionAsync(int version)
        {
            var text = new string('x', version % 10);
            await store.WriteAsync(blob, new MemoryStream(Encoding.UTF8.GetBytes(text)), text.Length % 2 == 0
                ? new() { ContentType = "application/json" }
                : new() { Metadata = new Dictionary<string, string> { ["text"] = text } });
        }
    }

    [TestMethod]
    public async Task Any_path_of_a_listed_blob_leads_back_to_its_name()
    {
        string[] names = ["a", "a/b", new('x', 1000), $"{new string('y', 500)}/z", "%f-a"];
        foreach (var name in names)
        {
            await WriteAsync(name, name);
        }

        var found = Directory.EnumerateFiles(PathOf(""), "*", SearchOption.AllDirectories)
            .Select(path => _store.NameOf(Container, path, FileKind.File)!);

        CollectionAssert.AreEquivalent(names, found.ToList());
    }

    [TestMethod]
    public async Task The_registered_store_is_the_one_behind_the_port()
    {
        await using var provider = new ServiceCollection().AddFileBlobStore(_data.Path).BuildServiceProvider();

        Assert.AreSame(provider.GetRequiredService<FileBlobStore>(), provider.GetRequiredService<IBlobStore>());
    }

    [TestMethod]
    public void A_store_without_a_root_is_refused()
    {
        using var provider = new ServiceCollection().AddFileBlobStore("").BuildServiceProvider();

        Assert.ThrowsExactly<OptionsValidationException>(provider.GetRequiredService<IBlobStore>);
    }

    private FileBlobStore Open() => new(_data.Path, TimeProvider.System, new DurableFiles());

    private string PathOf(string name) => name.Length == 0 ? _data.File("blobs", Container) : _data.File("blobs", Container, name);

    private void Drop(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    private Task<BlobProperties?> WriteAsync(string name, string text, BlobWriteOptions? options = null)
        => _store.WriteAsync(new BlobRef(Container, name), new MemoryStream(Encoding.UTF8.GetBytes(text)), options);

    private async Task<string?> ReadAsync(string name)
    {
        await using var content = await _store.OpenReadAsync(new BlobRef(Container, name));
        if (content is null)
        {
            return null;
        }

        using var reader = new StreamReader(content.Stream);
        return await reader.ReadToEndAsync();
    }

    private async Task<string> NamesAsync(string prefix = "")
        => string.Join(',', (await _store.ListAsync(Container, new() { Prefix = prefix })).Items.Select(blob => blob.Name));

    private sealed class UnsyncedDisk : DurableFiles
    {
        public override void Sync(SafeFileHandle file)
        {
        }

        public override void SyncDirectory(string path)
        {
        }
    }
}
