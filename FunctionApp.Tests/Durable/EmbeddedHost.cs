using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable;
using FunctionApp.Local.Durable.Storage;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FunctionApp.Tests.Durable;

/// <summary>The embedded engine in a host of its own, on a clock that the test moves.</summary>
internal sealed class EmbeddedHost : OrchestrationHost
{
    private readonly ServiceProvider _services;

    private EmbeddedHost(ServiceProvider services, ManualTimeProvider clock)
    {
        _services = services;
        Clock = clock;
    }

    public ManualTimeProvider Clock { get; }

    public override IOrchestrationClient Client => Get<IOrchestrationClient>();

    public override DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Starts an engine on a file.</summary>
    public static async Task<EmbeddedHost> StartAsync(
        OrchestrationScript script, DurableOptions options, ManualTimeProvider? clock = null, FaultInjection? faults = null)
    {
        var host = Create(script, options, clock, faults);
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await host._services.DisposeAsync();
            throw;
        }

        return host;
    }

    /// <summary>Wires an engine up without starting it.</summary>
    public static EmbeddedHost Create(
        OrchestrationScript script, DurableOptions options, ManualTimeProvider? clock = null, FaultInjection? faults = null)
    {
        clock ??= new ManualTimeProvider();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(script)
            .AddEmbeddedOrchestrations(script.Catalog, options);
        if (faults is not null)
        {
            services.AddSingleton(faults);
        }

        return new EmbeddedHost(services.BuildServiceProvider(), clock);
    }

    public T Get<T>()
        where T : notnull
        => _services.GetRequiredService<T>();

    public Task StartAsync() => Get<IHostedService>().StartAsync(CancellationToken.None);

    public override Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        return Task.CompletedTask;
    }

    /// <summary>Stops the engine in good order; its client can still be asked.</summary>
    public Task StopAsync() => Get<IHostedService>().StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }
}
