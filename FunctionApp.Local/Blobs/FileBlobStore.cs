using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text;
using FunctionApp.Core;
using FunctionApp.Core.Images;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace FunctionApp.Local.Blobs;

/// <summary>Blobs as plain files, which people may look at, drop and replace as they please.</summary>
/// <remarks>
/// <para>
/// A version is a file: its ETag is a hash of inode number, length and last write time, and every file the store writes gets a time
/// that no other has. A blob and its properties are a pair at every moment because they change in one step, the rename of the file.
/// A write goes: bytes to a temporary file, stamp, sync; properties of the new version beside those of the current one, sync; rename into
/// place; sync the directory. Each set of properties names the version it belongs to, so before the rename readers find the old pair
/// and after it the new one, also when the process or the power dies between any two steps. Properties that the file shows by itself
/// (the content type of its extension, no metadata) are not kept apart, which halves the syncs of most writes.
/// </para>
/// <para>
/// A reader opens the file, then looks for its properties; if it finds none it makes sure that the file is still the blob's current
/// one, since only of the current version are properties surely kept, and starts again if not.
/// </para>
/// <para>
/// Writers and deleters of one name take turns, so conditions hold until they are acted upon. One process owns the folder. Of what
/// users' own tools do, two things go unseen: a change at the very moment of a conditional write, and an overwriting in place with as
/// many bytes within one tick of the file system's clock.
/// </para>
/// </remarks>
internal sealed class FileBlobStore : IBlobStore
{
    private const string ContinuationMark = "after:";

    private readonly KeyedLock<BlobRef> _writers = new();
    private readonly string _root;
    private readonly DurableFiles _files;
    private readonly Drafts _drafts;
    private readonly PropertySheets _sheets;
    private readonly BlobTree _tree;

    /// <summary>Opens the store, and clears what a crash left unfinished.</summary>
    public FileBlobStore(IOptions<FileBlobStoreOptions> options, TimeProvider time)
        : this(options.Value.RootPath, time, new DurableFiles())
    {
    }

    /// <summary>Opens the store on the given disk.</summary>
    internal FileBlobStore(string rootPath, TimeProvider time, DurableFiles files, FileNames? names = null)
    {
        _root = Path.GetFullPath(rootPath);
        var blobs = Path.Join(_root, "blobs");
        var sheets = Path.Join(_root, "blob-properties");
        var temp = Path.Join(_root, "blob-temp");
        Directory.CreateDirectory(blobs);
        Directory.CreateDirectory(sheets);

        _files = files;
        _drafts = new Drafts(temp, files, time);
        _sheets = new PropertySheets(sheets, _drafts, files);
        _tree = new BlobTree(blobs, names ?? FileNames.For(temp), files);
        files.SyncDirectory(_root);
    }

    /// <inheritdoc/>
    public Task<BlobContent?> OpenReadAsync(BlobRef blob, BlobRange? range = null, CancellationToken cancellationToken = default)
    {
        BlobName.Require(blob);
        while (_tree.Find(blob) is { } found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Open(found.Path) is not { } file)
            {
                continue;
            }

            try
            {
                var facts = FileFacts.Of(file);
                if (Describe(blob, found with { Facts = facts }, file) is { } properties)
                {
                    var part = range is null ? (0, facts.Length) : range.Value.Within(facts.Length);
                    var stream = part is { } slice ? new FileSlice(Keep(ref file), slice.Offset, slice.Length) : null;
                    return Task.FromResult(stream is null ? null : new BlobContent(properties, stream));
                }
            }
            finally
            {
                file?.Dispose();
            }
        }

        return Task.FromResult<BlobContent?>(null);
    }

    /// <inheritdoc/>
    public Task<BlobProperties?> GetPropertiesAsync(BlobRef blob, CancellationToken cancellationToken = default)
    {
        BlobName.Require(blob);
        return Task.FromResult(Look(blob, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<BlobProperties?> WriteAsync(
        BlobRef blob, Stream content, BlobWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        BlobName.Require(blob);
        var asked = BlobWriteOptions.Require(options);
        if (!IsMet(asked.Condition, _tree.Find(blob)))
        {
            return null;
        }

        try
        {
            using var draft = await _drafts.WriteAsync(content, cancellationToken);
            using (await _writers.AcquireAsync(blob, cancellationToken))
            {
                return await ShowAsync(blob, draft, asked, cancellationToken);
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default)
    {
        BlobName.Require(blob);
        using (await _writers.AcquireAsync(blob, cancellationToken))
        {
            var found = _tree.FindAll(blob).ToList();
            if (found.Count == 0 || !IsMet(condition, found[0]))
            {
                return false;
            }

            // The one that counts goes last: a crash in between leaves it, and not an old one in its place.
            foreach (var file in found.AsEnumerable().Reverse())
            {
                _tree.Remove(blob, file);
            }

            _sheets.Drop(blob);
            return true;
        }
    }

    /// <inheritdoc/>
    public Task<Page<BlobProperties>> ListAsync(
        string container, BlobListOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (BlobName.ContainerError(container) is { } error)
        {
            throw new ArgumentException(error, nameof(container));
        }

        options ??= new();
        List<BlobProperties> page = [];
        foreach (var file in _tree.List(container, options.Prefix, After(options)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (page.Count == options.PageSize)
            {
                return Task.FromResult(new Page<BlobProperties>(page, Continuation(page[^1].Name)));
            }

            var blob = new BlobRef(container, file.Name);
            if ((Describe(blob, file, file: null) ?? Look(blob, cancellationToken)) is { } properties)
            {
                page.Add(properties);
            }
        }

        return Task.FromResult(new Page<BlobProperties>(page, Continuation: null));
    }

    /// <summary>The folder that a container's files are in.</summary>
    internal string FolderOf(string container) => _tree.FolderOf(container);

    /// <summary>Whether a process still has the blob's file open for writing, as far as the system can tell.</summary>
    internal bool IsBeingWritten(BlobRef blob) => _tree.Find(blob) is { } file && WriterLease.IsHeldByWriter(file.Path);

    /// <summary>Opens the receipts of a container.</summary>
    internal Task<BlobReceipts> OpenReceiptsAsync(string container, CancellationToken cancellationToken)
        => BlobReceipts.OpenAsync(Path.Join(_root, "blob-receipts", $"{container}.ndjson"), _drafts, _files, cancellationToken);

    /// <summary>The blob, or the beginning of blobs' names, that a path stands for; null when it stands for none.</summary>
    internal string? NameOf(string container, string path, FileKind kind) => _tree.NameOf(container, path, kind);

    private static bool IsMet(BlobCondition? condition, BlobFile? current) => condition is null || condition.IsMetBy(current?.Facts.ETag);

    private static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static SafeFileHandle Keep(ref SafeFileHandle? file)
    {
        var kept = file!;
        file = null;
        return kept;
    }

    private static string Continuation(string name) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(ContinuationMark + name));

    private static string After(BlobListOptions options)
    {
        if (options.Continuation is not { } token)
        {
            return "";
        }

        if (Base64Url.IsValid(token)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) is var text
            && text.StartsWith(ContinuationMark + options.Prefix, StringComparison.Ordinal)
            && BlobName.Error(text[ContinuationMark.Length..]) is null)
        {
            return text[ContinuationMark.Length..];
        }

        throw new ArgumentException("The continuation is not one that this list handed out.", nameof(options));
    }

    private static string Sniff(SafeFileHandle file)
    {
        Span<byte> head = stackalloc byte[ImageFormats.HeadLength];
        return ContentTypes.OfContent(head[..RandomAccess.Read(file, head, 0)]);
    }

    private BlobProperties? Look(BlobRef blob, CancellationToken cancellationToken)
    {
        while (_tree.Find(blob) is { } found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Describe(blob, found, file: null) is { } properties)
            {
                return properties;
            }
        }

        return null;
    }

    private async Task<BlobProperties?> ShowAsync(BlobRef blob, Draft draft, BlobWriteOptions asked, CancellationToken cancellationToken)
    {
        var current = _tree.Find(blob);
        if (!IsMet(asked.Condition, current))
        {
            return null;
        }

        if (current is not null)
        {
            draft.TellApartFrom(current.Facts);
        }

        var isPlain = asked.Metadata.Count == 0 && asked.ContentType == ContentTypes.OfName(blob.Name);
        if (!isPlain)
        {
            var next = new VersionProperties(draft.Facts.Length, draft.Facts.LastWriteTime, asked.ContentType, asked.Metadata);
            await _sheets.AddAsync(blob, next, current?.Facts, cancellationToken);
        }

        var path = _tree.Place(blob, draft);
        _files.SyncDirectory(Path.GetDirectoryName(path)!);
        if (isPlain)
        {
            _sheets.Drop(blob);
        }

        return Properties(blob, draft.Facts, asked.ContentType, asked.Metadata);
    }

    /// <summary>The properties of a version; null when it may have lost them because it is no longer the current one.</summary>
    private BlobProperties? Describe(BlobRef blob, BlobFile found, SafeFileHandle? file)
    {
        if (_sheets.Find(blob, found.Facts) is { } kept)
        {
            return Properties(blob, found.Facts, kept.ContentType, kept.Metadata);
        }

        var contentType = ContentTypes.OfName(blob.Name);
        if (contentType is null)
        {
            using var opened = file is null ? Open(found.Path) : null;
            contentType = (file ?? opened) is { } readable ? Sniff(readable) : null;
        }

        return contentType is not null && FileFacts.Of(found.Path) == found.Facts
            ? Properties(blob, found.Facts, contentType, FrozenDictionary<string, string>.Empty)
            : null;
    }

    private static BlobProperties Properties(BlobRef blob, FileFacts facts, string contentType, IReadOnlyDictionary<string, string> metadata)
        => new(blob.Name, facts.Length, facts.ETag, facts.LastWriteTime, contentType, metadata.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
}
