namespace FunctionApp.Local.Cli;

/// <summary>A file to process.</summary>
/// <param name="Name">What it is called in the results: its path below the folder that was named.</param>
/// <param name="Path">Where it is.</param>
internal sealed record DemoFile(string Name, string Path);
