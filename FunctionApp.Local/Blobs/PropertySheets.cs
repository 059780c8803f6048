using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionApp.Core.Storage;

namespace FunctionApp.Local.Blobs;

/// <summary>Keeps content types and metadata that a blob's own file cannot say, one small file per blob, named by the hash of its name.</summary>
internal sealed class PropertySheets(string root, Drafts drafts, DurableFiles files)
{
    /// <summary>The properties kept for one version; null when there are none.</summary>
    public VersionProperties? Find(BlobRef blob, FileFacts facts) => Read(blob)?.Versions.FirstOrDefault(version => version.Describes(facts));

    /// <summary>Adds the properties of a version that is about to be shown, and keeps those of the version that still is.</summary>
    /// <remarks>Both stay until the next write: whichever file a crash leaves in place finds its own. Durable on return.</remarks>
    public async Task AddAsync(BlobRef blob, VersionProperties next, FileFacts? current, CancellationToken cancellationToken)
    {
        var kept = current is { } facts && Find(blob, facts) is { } properties ? properties : null;
        var sheet = new PropertySheet(blob.Name, kept is null ? [next] : [next, kept]);
        var json = JsonSerializer.SerializeToUtf8Bytes(sheet, PropertySheetJson.Default.PropertySheet);
        using var draft = await drafts.WriteAsync(new MemoryStream(json, writable: false), cancellationToken);

        var path = PathOf(blob);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            files.CreateDirectory(folder);
            files.SyncDirectory(root);
        }

        draft.MoveTo(path);
        files.SyncDirectory(folder);
    }

    /// <summary>Drops a blob's sheet, once no version needs it. It need not last: a sheet that describes no version says nothing.</summary>
    public void Drop(BlobRef blob)
    {
        if (File.Exists(PathOf(blob)))
        {
            files.Delete(PathOf(blob));
        }
    }

    private PropertySheet? Read(BlobRef blob)
    {
        var path = PathOf(blob);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), PropertySheetJson.Default.PropertySheet);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Dropped this moment.
            return null;
        }
    }

    private string PathOf(BlobRef blob)
        => Path.Join(root, blob.Container, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(blob.Name)))}.json");
}
