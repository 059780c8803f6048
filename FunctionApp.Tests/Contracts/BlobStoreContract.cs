using System.Text;
using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Contracts;

/// <summary>What every blob store keeps to. An implementation derives from it and says how a store is made.</summary>
public abstract class BlobStoreContract
{
    private const string Container = "contract";

    protected abstract IBlobStore Store { get; }

    private static CancellationToken Cancelled => new(canceled: true);

    [TestMethod]
    public async Task A_blob_reads_back_as_it_was_written()
    {
        var bytes = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31)).ToArray();

        var written = await Store.WriteAsync(Blob("a.bin"), new MemoryStream(bytes));

        await using var content = await Store.OpenReadAsync(Blob("a.bin"));
        CollectionAssert.AreEqual(bytes, await BytesAsync(content!.Stream));
        Assert.AreEqual(bytes.Length, content.Properties.Length);
        Assert.AreEqual(written!.ETag, content.Properties.ETag);
    }

    [TestMethod]
    public async Task An_empty_blob_is_a_blob()
    {
        await WriteAsync("empty", "");

        Assert.AreEqual("", await ReadAsync("empty"));
        Assert.AreEqual("", await ReadAsync("empty", new BlobRange(0)));
    }

    [TestMethod]
    public async Task A_stream_that_cannot_seek_is_written_whole()
    {
        await Store.WriteAsync(Blob("stream"), new TricklingStream("one byte at a time"u8.ToArray()));

        Assert.AreEqual("one byte at a time", await ReadAsync("stream"));
    }

    [TestMethod]
    public async Task A_blob_that_is_not_there_is_null_everywhere()
    {
        Assert.IsNull(await Store.OpenReadAsync(Blob("absent")));
        Assert.IsNull(await Store.GetPropertiesAsync(Blob("absent")));
        Assert.IsFalse(await Store.DeleteAsync(Blob("absent")));
    }

    [TestMethod]
    public async Task Properties_are_those_that_were_written()
    {
        var options = new BlobWriteOptions { ContentType = "image/avif", Metadata = new Dictionary<string, string> { ["Camera"] = "Box 1" } };

        var written = await Store.WriteAsync(Blob("p.bin"), Text("12345"), options);

        var read = await Store.GetPropertiesAsync(Blob("p.bin"));
        foreach (var properties in (BlobProperties[])[written!, read!])
        {
            Assert.AreEqual("p.bin", properties.Name);
            Assert.AreEqual(5, properties.Length);
            Assert.AreEqual("image/avif", properties.ContentType);
            Assert.AreEqual("Box 1", properties.Metadata["camera"], "metadata names are compared without case");
        }

        Assert.AreEqual(written!.ETag, read!.ETag);
        Assert.AreEqual(written.LastModified, read.LastModified);
    }

    [TestMethod]
    [DataRow("a.jpg")]
    [DataRow("a")]
    public async Task The_content_type_is_octet_stream_unless_the_writer_says_otherwise(string name)
    {
        await WriteAsync(name, "x");

        Assert.AreEqual("application/octet-stream", (await Store.GetPropertiesAsync(Blob(name)))!.ContentType);
    }

    [TestMethod]
    public async Task A_second_write_replaces_bytes_type_and_metadata()
    {
        await Store.WriteAsync(Blob("a.json"), Text("old"), new() { ContentType = "text/csv", Metadata = new Dictionary<string, string> { ["a"] = "1" } });
        await Store.WriteAsync(Blob("a.json"), Text("newer"), new() { ContentType = "application/json" });

        await using var content = await Store.OpenReadAsync(Blob("a.json"));
        Assert.AreEqual("newer", await TextAsync(content!));
        Assert.AreEqual("application/json", content!.Properties.ContentType);
        Assert.IsEmpty(content.Properties.Metadata);
    }

    [TestMethod]
    public async Task Every_write_changes_the_etag_even_of_equal_bytes()
    {
        HashSet<string> tags = [];
        for (var i = 0; i < 100; i++)
        {
            tags.Add((await WriteAsync("same", "same"))!.ETag);
        }

        Assert.HasCount(100, tags);
    }

    [TestMethod]
    public async Task An_etag_is_a_quoted_string_and_stays_while_the_blob_stays()
    {
        var written = await WriteAsync("a", "x");

        Assert.MatchesRegex("^\"[^\"\\s]+\"$", written!.ETag);
        Assert.AreEqual(written.ETag, (await Store.GetPropertiesAsync(Blob("a")))!.ETag);
        Assert.AreEqual(written.ETag, (await Store.ListAsync(Container)).Items.Single().ETag);
    }

    [TestMethod]
    public async Task Only_one_of_many_concurrent_creators_succeeds()
    {
        var writes = Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
            (Writer: i, Result: await WriteAsync("once", $"writer {i}", BlobCondition.IfAbsent))));

        var winners = (await Task.WhenAll(writes)).Where(write => write.Result is not null).ToList();

        Assert.HasCount(1, winners);
        Assert.AreEqual($"writer {winners[0].Writer}", await ReadAsync("once"));
    }

    [TestMethod]
    public async Task Only_one_of_many_concurrent_updates_of_a_version_succeeds()
    {
        var first = await WriteAsync("doc", "0");
        var condition = BlobCondition.IfUnchanged(first!.ETag);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => WriteAsync("doc", $"{i}", condition))));

        Assert.AreEqual(1, results.Count(result => result is not null));
    }

    [TestMethod]
    public async Task Concurrent_counters_lose_no_update()
    {
        await WriteAsync("counter", "0");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            bool done;
            do
            {
                await using var content = await Store.OpenReadAsync(Blob("counter"));
                var next = int.Parse(await TextAsync(content!), provider: null) + 1;
                done = await WriteAsync("counter", $"{next}", BlobCondition.IfUnchanged(content!.Properties.ETag)) is not null;
            }
            while (!done);
        })));

        Assert.AreEqual("20", await ReadAsync("counter"));
    }

    [TestMethod]
    public async Task A_write_whose_condition_fails_changes_nothing()
    {
        var first = await WriteAsync("a", "first");

        Assert.IsNull(await WriteAsync("a", "second", BlobCondition.IfAbsent));
        Assert.IsNull(await WriteAsync("a", "second", BlobCondition.IfUnchanged("\"other\"")));
        Assert.IsNull(await WriteAsync("b", "second", new BlobCondition(IfMatch: "*")));

        Assert.AreEqual("first", await ReadAsync("a"));
        Assert.AreEqual(first!.ETag, (await Store.GetPropertiesAsync(Blob("a")))!.ETag);
        Assert.IsNull(await Store.GetPropertiesAsync(Blob("b")));
    }

    [TestMethod]
    public async Task A_write_whose_condition_holds_happens()
    {
        var first = await WriteAsync("a", "1", BlobCondition.IfAbsent);
        var second = await WriteAsync("a", "2", BlobCondition.IfUnchanged(first!.ETag));
        var third = await WriteAsync("a", "3", new BlobCondition(IfMatch: "*"));
        var fourth = await WriteAsync("a", "4", new BlobCondition(IfNoneMatch: first.ETag));

        Assert.IsNotNull(second);
        Assert.IsNotNull(third);
        Assert.IsNotNull(fourth);
        Assert.AreEqual("4", await ReadAsync("a"));
    }

    [TestMethod]
    public async Task A_delete_removes_the_blob_and_says_so_once()
    {
        await WriteAsync("folder/a", "x");

        Assert.IsTrue(await Store.DeleteAsync(Blob("folder/a")));
        Assert.IsFalse(await Store.DeleteAsync(Blob("folder/a")));
        Assert.IsNull(await Store.OpenReadAsync(Blob("folder/a")));
        Assert.IsEmpty((await Store.ListAsync(Container)).Items);
    }

    [TestMethod]
    public async Task A_delete_obeys_its_condition()
    {
        var old = await WriteAsync("a", "old");
        var current = await WriteAsync("a", "new");

        Assert.IsFalse(await Store.DeleteAsync(Blob("a"), BlobCondition.IfUnchanged(old!.ETag)));
        Assert.AreEqual("new", await ReadAsync("a"));
        Assert.IsTrue(await Store.DeleteAsync(Blob("a"), BlobCondition.IfUnchanged(current!.ETag)));
    }

    [TestMethod]
    public async Task Only_one_of_many_concurrent_deletes_says_that_it_did()
    {
        await WriteAsync("a/b/c", "x");

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.DeleteAsync(Blob("a/b/c")))));

        Assert.AreEqual(1, results.Count(deleted => deleted));
    }

    [TestMethod]
    public async Task Writes_and_deletes_of_neighbours_do_not_disturb_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var name = $"shared/folder/{worker}";
                Assert.IsNotNull(await WriteAsync(name, $"{i}"));
                Assert.AreEqual($"{i}", await ReadAsync(name));
                Assert.IsTrue(await Store.DeleteAsync(Blob(name)));
            }
        })));

        Assert.IsEmpty((await Store.ListAsync(Container)).Items);
    }

    [TestMethod]
    public async Task An_open_stream_keeps_delivering_the_version_it_opened()
    {
        await WriteAsync("a", "the old text");
        await using var content = await Store.OpenReadAsync(Blob("a"));
        var beginning = new byte[4];
        await content!.Stream.ReadExactlyAsync(beginning);

        await WriteAsync("a", "THE NEW TEXT");
        await Store.DeleteAsync(Blob("a"));

        Assert.AreEqual("the old text", Encoding.UTF8.GetString(beginning) + await TextAsync(content));
    }

    [TestMethod]
    public async Task Readers_always_see_bytes_and_properties_of_the_same_version()
    {
        using var done = new CancellationTokenSource();
        await WriteVersionAsync(0);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var seen = 0;
            while (!done.IsCancellationRequested || seen == 0)
            {
                await using var content = await Store.OpenReadAsync(Blob("pair.json"));
                var text = await TextAsync(content!);
                var expected = int.Parse(text, provider: null) % 3 == 0 ? "" : text;
                Assert.AreEqual(expected, content!.Properties.Metadata.GetValueOrDefault("version", ""));
                Assert.AreEqual(expected.Length > 0 ? "text/plain" : "application/json", content.Properties.ContentType);
                seen++;
            }
        })).ToList();

        try
        {
            for (var version = 1; version < 100; version++)
            {
                await WriteVersionAsync(version);
            }
        }
        finally
        {
            await done.CancelAsync();
        }

        await Task.WhenAll(readers);

        Task WriteVersionAsync(int version) => Store.WriteAsync(Blob("pair.json"), Text($"{version}"), version % 3 == 0
            ? new() { ContentType = "application/json" }
            : new() { ContentType = "text/plain", Metadata = new Dictionary<string, string> { ["version"] = $"{version}" } });
    }

    [TestMethod]
    [DataRow(0L, 4L, "0123")]
    [DataRow(3L, 4L, "3456")]
    [DataRow(7L, null, "789")]
    [DataRow(0L, null, "0123456789")]
    [DataRow(8L, 100L, "89")]
    [DataRow(9L, long.MaxValue, "9")]
    [DataRow(10L, null, null)]
    [DataRow(10L, 1L, null)]
    [DataRow(long.MaxValue, 1L, null)]
    public async Task A_range_is_the_part_asked_for(long offset, long? length, string? expected)
    {
        await WriteAsync("digits", "0123456789");

        Assert.AreEqual(expected, await ReadAsync("digits", new BlobRange(offset, length)));
    }

    [TestMethod]
    public async Task A_range_comes_with_the_properties_of_the_whole()
    {
        await WriteAsync("digits", "0123456789");

        await using var content = await Store.OpenReadAsync(Blob("digits"), new BlobRange(2, 3));

        Assert.AreEqual(10, content!.Properties.Length);
    }

    [TestMethod]
    public async Task A_list_is_in_order_of_the_names_utf8_bytes()
    {
        string[] ordered = ["!", "A", "a", "a!b", "a-b", "a/!", "a/b", "a/b/c", "a0", "aa", "b", "é", "\uE000", "\uFF5E", "😀"];
        foreach (var name in ordered.OrderBy(name => name.Length))
        {
            await WriteAsync(name, name);
        }

        CollectionAssert.AreEqual(ordered, await NamesAsync(""));
        CollectionAssert.AreEqual(ordered.OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal).ToList(), ordered);
    }

    [TestMethod]
    [DataRow("", "a,a/b,a/bc,a/bc/d,ab,b")]
    [DataRow("a", "a,a/b,a/bc,a/bc/d,ab")]
    [DataRow("a/", "a/b,a/bc,a/bc/d")]
    [DataRow("a/b", "a/b,a/bc,a/bc/d")]
    [DataRow("a/bc/", "a/bc/d")]
    [DataRow("a/bc/d", "a/bc/d")]
    [DataRow("a/bc/de", "")]
    [DataRow("A", "")]
    [DataRow("x/y/z", "")]
    [DataRow("/", "")]
    [DataRow("../", "")]
    [DataRow("a//", "")]
    [DataRow("\0/", "")]
    public async Task A_prefix_selects_names_by_their_first_characters(string prefix, string expected)
    {
        foreach (var name in (string[])["b", "ab", "a/bc/d", "a", "a/b", "a/bc"])
        {
            await WriteAsync(name, name);
        }

        Assert.AreEqual(expected, string.Join(',', await NamesAsync(prefix)));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(7)]
    public async Task Pages_joined_are_the_whole_list(int pageSize)
    {
        var names = Enumerable.Range(0, 14).Select(i => i % 3 == 0 ? $"p/{i:00}/x" : $"p/{i:00}").Order(StringComparer.Ordinal).ToList();
        await Task.WhenAll(names.Append("other").Select(name => WriteAsync(name, name)));

        List<string> listed = [];
        var options = new BlobListOptions { Prefix = "p/", PageSize = pageSize };
        do
        {
            var page = await Store.ListAsync(Container, options);
            Assert.IsTrue(page.Items.Count == pageSize || page.Continuation is null);
            listed.AddRange(page.Items.Select(blob => blob.Name));
            options = options with { Continuation = page.Continuation };
        }
        while (options.Continuation is not null);

        CollectionAssert.AreEqual(names, listed);
    }

    [TestMethod]
    public async Task A_blob_that_stays_is_listed_exactly_once_while_others_come_and_go()
    {
        for (var i = 10; i < 20; i++)
        {
            await WriteAsync($"stays/{i}", "x");
        }

        List<string> listed = [];
        var options = new BlobListOptions { PageSize = 3 };
        for (var round = 0; options.Continuation is not null || round == 0; round++)
        {
            var page = await Store.ListAsync(Container, options);
            listed.AddRange(page.Items.Select(blob => blob.Name).Where(name => name.StartsWith("stays/", StringComparison.Ordinal)));
            options = options with { Continuation = page.Continuation };
            await WriteAsync($"a{round}", "comes before");
            await WriteAsync($"stays/1{round}x", "comes between");
            await Store.DeleteAsync(Blob($"stays/1{round - 1}x"));
        }

        var stayed = listed.Where(name => !name.EndsWith('x')).ToList();
        CollectionAssert.AreEqual(Enumerable.Range(10, 10).Select(i => $"stays/{i}").ToList(), stayed);
    }

    [TestMethod]
    public async Task A_container_that_was_never_written_to_is_empty()
    {
        var page = await Store.ListAsync("never-written");

        Assert.IsEmpty(page.Items);
        Assert.IsNull(page.Continuation);
    }

    [TestMethod]
    public async Task Containers_do_not_see_each_other()
    {
        await WriteAsync("a", "x");

        Assert.IsNull(await Store.GetPropertiesAsync(new BlobRef("other", "a")));
        Assert.IsEmpty((await Store.ListAsync("other")).Items);
    }

    [TestMethod]
    [DataRow("garbage")]
    [DataRow("!!!")]
    [DataRow("")]
    public async Task A_continuation_that_no_list_handed_out_is_refused(string continuation)
        => await Assert.ThrowsExactlyAsync<ArgumentException>(() => Store.ListAsync(Container, new() { Continuation = continuation }));

    [TestMethod]
    [DynamicData(nameof(HostileNames))]
    public async Task A_name_that_breaks_a_rule_is_refused_before_anything_happens(string name)
    {
        var blob = Blob(name);

        await Assert.ThrowsExactlyAsync<ArgumentException>(() => Store.WriteAsync(blob, Text("x")));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => Store.OpenReadAsync(blob));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => Store.GetPropertiesAsync(blob));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => Store.DeleteAsync(blob));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("ab")]
    [DataRow("Upper")]
    [DataRow("a--b")]
    [DataRow("-ab")]
    [DataRow("../x")]
    [DataRow("a/b")]
    public async Task A_container_name_that_breaks_a_rule_is_refused(string container)
    {
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => Store.WriteAsync(new BlobRef(container, "a"), Text("x")));
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => Store.ListAsync(container));
    }

    [TestMethod]
    [DynamicData(nameof(UnusualNames))]
    public async Task A_name_that_is_merely_unusual_works_like_any_other(string name)
    {
        await WriteAsync(name, "content");
        await WriteAsync(name, "content again", new BlobCondition(IfMatch: "*"));

        Assert.AreEqual("content again", await ReadAsync(name));
        Assert.AreEqual(name, (await Store.GetPropertiesAsync(Blob(name)))!.Name);
        CollectionAssert.AreEqual(new[] { name }, await NamesAsync(""));
        CollectionAssert.AreEqual(new[] { name }, await NamesAsync(name));
        Assert.IsTrue(await Store.DeleteAsync(Blob(name)));
        Assert.IsNull(await Store.GetPropertiesAsync(Blob(name)));
    }

    [TestMethod]
    [DataRow("a", "a/b")]
    [DataRow("a/b", "a")]
    [DataRow("a/b/c", "a/b")]
    [DataRow("a", "A")]
    [DataRow("A/b", "a/B")]
    [DataRow("é", "e\u0301")]
    [DataRow("a", "a.")]
    public async Task Names_that_nearly_meet_are_two_blobs(string first, string second)
    {
        await WriteAsync(first, "1");
        await WriteAsync(second, "2");
        await WriteAsync(first, "3");

        Assert.AreEqual("3", await ReadAsync(first));
        Assert.AreEqual("2", await ReadAsync(second));
        CollectionAssert.AreEquivalent(new[] { first, second }, await NamesAsync(""));

        Assert.IsTrue(await Store.DeleteAsync(Blob(first)));
        Assert.AreEqual("2", await ReadAsync(second));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("image")]
    [DataRow("image/png\r\nX: y")]
    public async Task A_content_type_that_is_none_is_refused(string contentType)
        => await Assert.ThrowsExactlyAsync<ArgumentException>(() => Store.WriteAsync(Blob("a"), Text("x"), new() { ContentType = contentType }));

    [TestMethod]
    [DataRow("", "x")]
    [DataRow("1a", "x")]
    [DataRow("a-b", "x")]
    [DataRow("a", "line\nbreak")]
    [DataRow("a", "é")]
    public async Task Metadata_that_breaks_a_rule_is_refused(string name, string value)
        => await Assert.ThrowsExactlyAsync<ArgumentException>(
            () => Store.WriteAsync(Blob("a"), Text("x"), new() { Metadata = new Dictionary<string, string> { [name] = value } }));

    [TestMethod]
    [DataRow(8191, true)]
    [DataRow(8192, false)]
    public async Task Metadata_has_8_kilobytes_of_room(int valueLength, bool fits)
    {
        var write = Store.WriteAsync(
            Blob("a"), Text("x"), new() { Metadata = new Dictionary<string, string> { ["m"] = new('v', valueLength) } });

        if (fits)
        {
            await write;
            Assert.AreEqual(valueLength, (await Store.GetPropertiesAsync(Blob("a")))!.Metadata["M"].Length);
        }
        else
        {
            await Assert.ThrowsExactlyAsync<ArgumentException>(() => write);
        }
    }

    [TestMethod]
    public async Task A_write_whose_source_fails_changes_nothing()
    {
        await WriteAsync("a", "before");

        await Assert.ThrowsExactlyAsync<IOException>(() => Store.WriteAsync(Blob("a"), new TricklingStream(new byte[10], failAt: 5)));

        Assert.AreEqual("before", await ReadAsync("a"));
    }

    [TestMethod]
    public async Task A_cancelled_write_changes_nothing()
    {
        await Assert.ThrowsAsync<OperationCanceledException>(() => Store.WriteAsync(Blob("a"), Text("x"), options: null, Cancelled));

        Assert.IsNull(await Store.GetPropertiesAsync(Blob("a")));
    }

    public static IEnumerable<string> HostileNames() =>
    [
        "", ".", "..", "../a", "a/../b", "a/..", "/a", "a/", "a//b", "a/./b", "a\\b", "..\\a", "a\0b", "a\nb", "a\u0085b", "\u007f",
        "\uD800", "a\uDC00b", new('a', 1025),
    ];

    public static IEnumerable<string> UnusualNames() =>
    [
        new('a', 1000), new('a', 1024), new('é', 1024), new('\u20AC', 1024), string.Concat(Enumerable.Repeat("😀", 512)),
        string.Join('/', Enumerable.Repeat("d", 512)), $"{new string('x', 500)}/{new string('y', 500)}", new('a', 255), new('a', 256),
        "a b", " a", "a ", "a.", ".a", "...", "-rf", "~", "%", "%41", "%f-a", "%d-a/b", "%c-a~", "%c-a~/b", "100%25.jpg", "a:b", "a*b?", "<a>|\"b\"",
        "CON", "nul.txt", "com1", "ünïcödé/日本語/Ω.jpg", "e\u0301", "\u202Egpj.exe", "\uFFFD", "\uFEFFa", "a;b&c=d#e", "$(x)`y`", "'", "UPPER/lower",
        new('%', 1024), new('.', 1024),
    ];

    private protected static BlobRef Blob(string name) => new(Container, name);

    private protected static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static async Task<string> TextAsync(BlobContent content) => Encoding.UTF8.GetString(await BytesAsync(content.Stream));

    private Task<BlobProperties?> WriteAsync(string name, string text, BlobCondition? condition = null)
        => Store.WriteAsync(Blob(name), Text(text), new BlobWriteOptions { Condition = condition });

    private async Task<string?> ReadAsync(string name, BlobRange? range = null)
    {
        await using var content = await Store.OpenReadAsync(Blob(name), range);
        return content is null ? null : await TextAsync(content);
    }

    private async Task<List<string>> NamesAsync(string prefix)
        => [.. (await Store.ListAsync(Container, new() { Prefix = prefix })).Items.Select(blob => blob.Name)];

    /// <summary>Delivers one byte at a time, and breaks if asked to.</summary>
    private sealed class TricklingStream(byte[] bytes, int? failAt = null) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_position == failAt)
            {
                throw new IOException("The sender hung up.");
            }

            if (_position == bytes.Length || count == 0)
            {
                return 0;
            }

            buffer[offset] = bytes[_position++];
            return 1;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
