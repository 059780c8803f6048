namespace FunctionApp.Local.Cli;

/// <summary>Runs the embedded host until it is stopped.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(DirectoryInfo data, int port, CancellationToken cancellationToken)
    {
        await using var app = LocalHost.BuildWeb(data, port);
        return await HostRun.ReportingStartFailuresAsync(() => app.RunAsync(cancellationToken));
    }
}
