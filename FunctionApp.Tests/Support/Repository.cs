namespace FunctionApp.Tests.Support;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string File(params IEnumerable<string> segments) => Path.Combine([Root, .. segments]);

    private static string FindRoot(string folder)
        => System.IO.File.Exists(Path.Combine(folder, "FunctionApp.slnx")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}
