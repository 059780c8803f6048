namespace FunctionApp.Local.Cli;

/// <summary>Finds the files behind the paths of a command line.</summary>
internal static class DemoFiles
{
    /// <summary>Files as they are named, folders with everything below them, in order of name. Hidden files are left out.</summary>
    public static IReadOnlyList<DemoFile> Under(IEnumerable<FileSystemInfo> paths) =>
    [
        .. paths.SelectMany(path => path is DirectoryInfo folder ? Under(folder) : [new DemoFile(path.Name, path.FullName)]),
    ];

    private static IEnumerable<DemoFile> Under(DirectoryInfo folder) => folder
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
        .Select(file => new DemoFile(Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'), file.FullName))
        .OrderBy(file => file.Name, StringComparer.Ordinal);
}
