using System.Diagnostics.Metrics;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Storage;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunctionApp.Tests.Resilience.Circuits;

/// <summary>Several processes' circuits over one blob store, on a clock that the test moves.</summary>
internal sealed class CircuitFleet(IBlobStore blobs, CircuitOptions? options = null) : IDisposable
{
    public static readonly CallVerdict Failed = CallVerdict.Failure("The service answered 500.");

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public CircuitOptions Options { get; } = options ?? new() { MinimumThroughput = 4 };

    public ManualTimeProvider Clock { get; } = new();

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    /// <summary>The circuits of one more process.</summary>
    /// <param name="store">A store of its own way to the shared one; the shared one itself when null.</param>
    public CircuitRegistry Join(IBlobStore? store = null)
        => new(store ?? blobs, Microsoft.Extensions.Options.Options.Create(Options), Clock, Meters, NullLogger<CircuitRegistry>.Instance);

    /// <summary>Has calls fail until the circuit breaks.</summary>
    public async Task BreakAsync(Circuit circuit)
    {
        for (var call = 0; call < Options.MinimumThroughput; call++)
        {
            await circuit.ReportAsync(await circuit.EnterAsync(), Failed);
        }

        Assert.AreEqual(CircuitState.Open, circuit.Status.State);
    }

    public void Dispose() => _services.Dispose();
}
