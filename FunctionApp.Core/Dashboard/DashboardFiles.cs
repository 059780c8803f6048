using System.Collections.Frozen;
using FunctionApp.Core.Caching;
using Microsoft.AspNetCore.StaticFiles;

namespace FunctionApp.Core.Dashboard;

/// <summary>The built dashboard, in memory: some hundred kilobytes that do not change while the process lives.</summary>
public sealed class DashboardFiles
{
    /// <summary>Where the build puts the dashboard, beside the app.</summary>
    public const string Folder = "dashboard";

    /// <summary>The page at the root.</summary>
    public const string Index = "index.html";

    /// <summary>The page about the API.</summary>
    public const string ApiReference = "docs.html";

    /// <summary>The folder of files whose names have the hash of their content.</summary>
    public const string Assets = "assets";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>Content codings and the extension that the build gives them, the smallest first.</summary>
    private static readonly (string Coding, string Extension)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    private readonly FrozenDictionary<string, DashboardFile> _files;

    private DashboardFiles(FrozenDictionary<string, DashboardFile> files) => _files = files;

    /// <summary>Names of all files, relative to the folder, with <c>/</c> between segments.</summary>
    public IReadOnlyList<string> Names => _files.Keys;

    /// <summary>Reads the dashboard that was built with the app.</summary>
    public static DashboardFiles BesideTheApp() => Load(Path.Combine(AppContext.BaseDirectory, Folder));

    /// <summary>Reads all of a folder; one that is not there has no files.</summary>
    public static DashboardFiles Load(string folder)
    {
        var paths = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [];
        return new(paths
            .Where(path => !Codings.Any(coding => path.EndsWith(coding.Extension, StringComparison.Ordinal)))
            .ToFrozenDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), Read, StringComparer.Ordinal));
    }

    /// <summary>The file with a name, or null. Names are those of <see cref="Names"/>; nothing outside can be named.</summary>
    public DashboardFile? Find(string name) => _files.GetValueOrDefault(name);

    private static DashboardFile Read(string path)
    {
        var contentType = ContentTypes.TryGetContentType(path, out var known) ? known : "application/octet-stream";
        var encoded = Codings
            .Where(coding => File.Exists(path + coding.Extension))
            .Select(coding => new EncodedContent(coding.Coding, CachedContent.Of(contentType, File.ReadAllBytes(path + coding.Extension))));
        return new(CachedContent.Of(contentType, File.ReadAllBytes(path)), [.. encoded]);
    }
}
