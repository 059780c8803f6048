using System.Diagnostics;
using System.Globalization;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using FunctionApp.Local.Durable;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace FunctionApp.Benchmarks.Resilience;

/// <summary>What a circuit costs while it is closed, and what ten thousand orchestrations cost that wait behind an open one.</summary>
internal static class ResilienceBenchmark
{
    private const int Checks = 50_000_000;
    private const int Sleepers = 10_000;
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync()
    {
        using var data = new TemporaryFolder();
        await using var services = Services(data);
        var circuit = services.GetRequiredService<CircuitRegistry>().Get(CallService.Circuit);
        var table = new Table { Title = new TableTitle("Resilience") };
        table.AddColumns("", "measured", "aim");
        table.AddRow("asking a closed circuit", Text($"{NanosecondsPerCheck(circuit):0} ns"), "1,000 ns");

        var engine = services.GetServices<IHostedService>().Single();
        await engine.StartAsync(CancellationToken.None);
        var service = services.GetRequiredService<FlakyService>();
        var allCompleted = await StartAsync(services.GetRequiredService<IOrchestrationClient>());

        await UntilAsync(() => circuit.Status.State == CircuitState.Open);
        var failuresUntilBroken = service.Failures;

        // The trial after the first break fails; when the second is nearly over, all are asleep behind it.
        await UntilAsync(() => circuit.Status is { State: CircuitState.Open, Breaks: >= 2 });
        await UntilAsync(() => TimeProvider.System.GetUtcNow() >= circuit.Status.OpenUntil - (Watch * 2));
        table.AddRow(Text($"processors busy while {Sleepers:N0} orchestrations sleep"), Text($"{await BusyAsync():0.000}"), "0");

        var failures = service.Failures;
        service.Works = true;
        var recovery = circuit.Status.OpenUntil!.Value;
        await allCompleted;
        table.AddRow("from the end of the break until all are completed", Text($"{(TimeProvider.System.GetUtcNow() - recovery).TotalSeconds:0.0} s"), "10 s");
        table.AddRow("calls that failed after the circuit broke: the trial", Text($"{failures - failuresUntilBroken}"), "1");
        table.AddRow("calls that failed after the service recovered", Text($"{service.Failures - failures}"), "0");
        table.AddRow("calls that succeeded", Text($"{service.Successes:N0}"), Text($"{Sleepers:N0}"));
        AnsiConsole.Write(table);
        await engine.StopAsync(CancellationToken.None);
    }

    private static ServiceProvider Services(TemporaryFolder data)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Circuits:BreakDuration", $"{Break:c}"), new("Circuits:MaxBreakDuration", $"{Break:c}")])
            .Build();
        var catalog = new TaskCatalog()
            .Add<CallLater, int, bool>(CallLater.Name)
            .Add<CallService, int, CallService.Answer>(CallService.Name);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<FlakyService>()
            .AddSingleton<IBlobStore>(new FileBlobStore(
                Microsoft.Extensions.Options.Options.Create(new FileBlobStoreOptions { RootPath = data.Path }), TimeProvider.System))
            .AddCircuits(configuration)
            .AddEmbeddedOrchestrations(catalog, new DurableOptions { DatabasePath = data.File("orchestrations.db") })
            .BuildServiceProvider();
    }

    private static double NanosecondsPerCheck(Circuit circuit)
    {
        var granted = 0L;
        var started = Stopwatch.GetTimestamp();
        for (var check = 0; check < Checks; check++)
        {
            var permit = circuit.EnterAsync();
            granted += permit.IsCompletedSuccessfully && permit.Result.IsGranted ? 1 : 0;
        }

        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / Math.Max(granted, 1);
    }

    /// <summary>Starts all sleepers.</summary>
    /// <returns>Completed when all of them are.</returns>
    private static async Task<Task> StartAsync(IOrchestrationClient orchestrations)
    {
        var ids = Enumerable.Range(0, Sleepers).Select(number => Text($"sleeper-{number}")).ToList();
        await Task.WhenAll(ids.Select((id, number) => orchestrations.ScheduleAsync(CallLater.Name, number, new() { InstanceId = id })));
        return Task.WhenAll(ids.Select(id => orchestrations.WaitForCompletionAsync(id)));
    }

    private static async Task<double> BusyAsync()
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(Watch, TimeProvider.System);
        process.Refresh();
        return (process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(started);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(Glance, TimeProvider.System);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
