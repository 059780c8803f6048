using System.Collections.Concurrent;
using System.IO.Enumeration;
using FunctionApp.Core.Storage;

namespace FunctionApp.Local.Blobs;

/// <summary>The folders of a store: where a blob's file is, where a new one goes, and which there are.</summary>
/// <remarks>
/// A file never moves once it has its place, so that a reader who looks at the places a blob can be in, one after the other, cannot
/// miss it. Folders are made, filled and pruned under one lock per container. Links are never followed.
/// </remarks>
internal sealed class BlobTree(string root, FileNames names, DurableFiles files)
{
    private static readonly EnumerationOptions NoLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    private readonly ConcurrentDictionary<string, Lock> _containers = new();

    /// <summary>The folder of a container.</summary>
    public string FolderOf(string container) => Path.Join(root, container);

    /// <summary>Finds a blob's file; null when there is none.</summary>
    public BlobFile? Find(BlobRef blob) => FindAll(blob).FirstOrDefault();

    /// <summary>
    /// The files that bear a blob's name, the one that counts first. There is more than one only when a user has put a file where an
    /// escaped one had to make way before.
    /// </summary>
    public IEnumerable<BlobFile> FindAll(BlobRef blob)
    {
        var folder = FolderOf(blob.Container);
        return IsDirectory(folder) ? FindIn(folder, blob.Name.Split('/'), 0, blob.Name) : [];
    }

    /// <summary>Renames a draft into the blob's place, over the version that is there.</summary>
    /// <returns>Where it is now. The caller syncs the directory.</returns>
    public string Place(BlobRef blob, Draft draft)
    {
        lock (LockOf(blob.Container))
        {
            var directory = FolderOf(blob.Container);
            try
            {
                var path = Find(blob)?.Path ?? MakeRoom(blob, ref directory);
                draft.MoveTo(path);
                return path;
            }
            catch
            {
                Prune(directory, FolderOf(blob.Container));
                throw;
            }
        }
    }

    /// <summary>Deletes a blob's file, and the folders that are empty without it.</summary>
    public void Remove(BlobRef blob, BlobFile file)
    {
        lock (LockOf(blob.Container))
        {
            files.Delete(file.Path);
            files.SyncDirectory(Prune(Path.GetDirectoryName(file.Path)!, FolderOf(blob.Container)));
        }
    }

    /// <summary>Lists blob files lazily, in the order of their names' UTF-8 bytes.</summary>
    /// <param name="container">The container.</param>
    /// <param name="prefix">Only names that start with this. A folder outside it is not opened.</param>
    /// <param name="after">Only names after this one; empty means all.</param>
    public IEnumerable<BlobFile> List(string container, string prefix, string after)
    {
        var folder = FolderOf(container);
        if (!IsDirectory(folder))
        {
            return [];
        }

        var parent = prefix[..(prefix.LastIndexOf('/') + 1)];
        if (parent.Length == 0)
        {
            return Walk([folder], parent, prefix, after);
        }

        // No blob's name can start with a path that is itself no name, such as "../".
        return BlobName.Error(parent[..^1]) is null
            ? Walk([.. Folders(folder, parent[..^1].Split('/'), 0)], parent, prefix, after)
            : [];
    }

    /// <summary>The blob name, or the name's beginning, that a path in a container stands for; null when it stands for none.</summary>
    public string? NameOf(string container, string path, FileKind kind)
    {
        var physical = Path.GetRelativePath(FolderOf(container), path).Split(Path.DirectorySeparatorChar);
        List<string> segments = [];
        List<string> parts = [];
        for (var i = 0; i < physical.Length; i++)
        {
            parts.Add(physical[i]);
            if (FileNames.IsContinued(physical[i]))
            {
                continue;
            }

            if (names.Unescape(parts, i < physical.Length - 1 ? FileKind.Directory : kind) is not { } segment)
            {
                return null;
            }

            segments.Add(segment);
            parts.Clear();
        }

        return parts.Count == 0 ? string.Join('/', segments) : null;
    }

    private static bool IsDirectory(string path) => FileFacts.Of(path) is { Kind: FileKind.Directory };

    private Lock LockOf(string container) => _containers.GetOrAdd(container, _ => new Lock());

    private IEnumerable<BlobFile> FindIn(string directory, string[] segments, int index, string name)
    {
        if (index < segments.Length - 1)
        {
            return Subfolders(directory, segments[index]).SelectMany(folder => FindIn(folder, segments, index + 1, name));
        }

        return from path in Places(directory, segments[index], FileKind.File)
               let facts = FileFacts.Of(path)
               where facts is { Kind: FileKind.File }
               select new BlobFile(name, path, facts.Value);
    }

    private IEnumerable<string> Folders(string directory, string[] segments, int index)
        => index == segments.Length
            ? [directory]
            : Subfolders(directory, segments[index]).SelectMany(folder => Folders(folder, segments, index + 1));

    private IEnumerable<string> Subfolders(string directory, string segment)
        => Places(directory, segment, FileKind.Directory).Where(IsDirectory);

    /// <summary>The one or two paths at which a segment can be in a directory.</summary>
    private IEnumerable<string> Places(string directory, string segment, FileKind kind)
    {
        if (names.IsPlain(segment) && (names.CaseSensitive || IsSpelled(directory, segment)))
        {
            yield return Path.Join(directory, segment);
        }

        var escaped = names.Escape(segment, kind);
        foreach (var continued in escaped[..^1])
        {
            directory = Path.Join(directory, continued);
            if (!IsDirectory(directory))
            {
                yield break;
            }
        }

        yield return Path.Join(directory, escaped[^1]);
    }

    /// <summary>Whether an entry on a file system that ignores case has exactly this name.</summary>
    private static bool IsSpelled(string directory, string segment)
        => FileFacts.Of(Path.Join(directory, segment)) is not null && Entries(directory).Any(entry => entry.Name == segment);

    /// <summary>Makes the directories of a blob that is not there yet, and chooses its file's path.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="directory">Follows the directories, so that the caller can prune them if it comes to nothing.</param>
    private string MakeRoom(BlobRef blob, ref string directory)
    {
        Make(directory, ref directory);
        var segments = blob.Name.Split('/');
        foreach (var segment in segments[..^1])
        {
            var folder = Subfolders(directory, segment).FirstOrDefault() ?? FreePlace(ref directory, segment, FileKind.Directory);
            Make(folder, ref directory);
        }

        return FreePlace(ref directory, segments[^1], FileKind.File);
    }

    private string FreePlace(ref string directory, string segment, FileKind kind)
    {
        var plain = Path.Join(directory, segment);
        if (names.IsPlain(segment) && FileFacts.Of(plain) is null)
        {
            return plain;
        }

        var escaped = names.Escape(segment, kind);
        foreach (var continued in escaped[..^1])
        {
            Make(Path.Join(directory, continued), ref directory);
        }

        return Path.Join(directory, escaped[^1]);
    }

    /// <summary>Makes a directory, if need be, durably before anything can be put there, and steps into it.</summary>
    private void Make(string path, ref string directory)
    {
        switch (FileFacts.Of(path)?.Kind)
        {
            case null:
                files.CreateDirectory(path);
                directory = path;
                files.SyncDirectory(Path.GetDirectoryName(path)!);
                break;
            case FileKind.Directory:
                directory = path;
                break;
            default:
                throw new IOException($"'{path}' is in the way of a folder.");
        }
    }

    /// <summary>Removes empty directories upwards, the container's own excepted.</summary>
    /// <returns>The first directory that stays.</returns>
    private string Prune(string directory, string container)
    {
        while (directory != container && files.DeleteEmptyDirectory(directory))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }

    private IEnumerable<BlobFile> Walk(IReadOnlyList<string> directories, string parent, string prefix, string after)
    {
        // A folder sorts by its name with the slash that follows in every name below it.
        var entries = directories.SelectMany(directory => Read(directory, []))
            .Select(entry => (Key: entry.Kind is FileKind.Directory ? $"{parent}{entry.Name}/" : parent + entry.Name, Entry: entry))
            .Where(named => IsWanted(named.Key, prefix, after))
            .GroupBy(named => named.Key, named => named.Entry)
            .OrderBy(group => group.Key, Utf8Order.Instance);
        foreach (var group in entries)
        {
            if (group.Key.EndsWith('/'))
            {
                foreach (var file in Walk([.. group.Select(entry => entry.Path)], group.Key, prefix, after))
                {
                    yield return file;
                }
            }
            else if (BlobName.Error(group.Key) is null
                && group.OrderBy(entry => entry.IsEscaped).First().Path is var path
                && FileFacts.Of(path) is { Kind: FileKind.File } facts)
            {
                yield return new(group.Key, path, facts);
            }
        }
    }

    private static bool IsWanted(string key, string prefix, string after)
    {
        var isFolder = key.EndsWith('/');
        var inPrefix = key.StartsWith(prefix, StringComparison.Ordinal) || (isFolder && prefix.StartsWith(key, StringComparison.Ordinal));
        return inPrefix && (Utf8Order.Instance.Compare(key, after) > 0 || (isFolder && after.StartsWith(key, StringComparison.Ordinal)));
    }

    private IEnumerable<Segment> Read(string directory, string[] begun)
    {
        foreach (var (name, kind) in Entries(directory))
        {
            var path = Path.Join(directory, name);
            string[] physical = [.. begun, name];
            if (kind is FileKind.Directory && FileNames.IsContinued(name))
            {
                foreach (var segment in Read(path, physical))
                {
                    yield return segment;
                }
            }
            else if (names.Unescape(physical, kind) is { } segment)
            {
                yield return new(segment, kind, path, segment != name);
            }
        }
    }

    private static IEnumerable<(string Name, FileKind Kind)> Entries(string directory)
    {
        try
        {
            return [.. new FileSystemEnumerable<(string, FileKind)>(
                directory,
                (ref entry) => (entry.FileName.ToString(), entry.IsDirectory ? FileKind.Directory : FileKind.File),
                NoLinks)];
        }
        catch (DirectoryNotFoundException)
        {
            // It was pruned, or deleted by its owner, since it was seen.
            return [];
        }
    }

    private readonly record struct Segment(string Name, FileKind Kind, string Path, bool IsEscaped);
}
