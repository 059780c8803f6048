using System.Collections.Concurrent;
using System.Diagnostics;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Telemetry;
using FunctionApp.Local.Durable;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;
using FunctionApp.Tests.Telemetry;

namespace FunctionApp.Tests.Durable;

[TestClass]
public sealed class DurableTracingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OrchestrationScript _script = new();
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public DurableTracingTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == InstrumentNames.Scope,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task A_request_its_orchestration_activities_and_children_are_one_trace_even_across_a_restart()
    {
        var child = _script.Add("TracedChild", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        var parent = _script.Add("TracedParent", async (IOrchestrationContext context, string text) =>
        {
            await context.CallActivityAsync(Perform.Name, text);
            await context.WaitForExternalEvent<string>("go");
            return await context.CallSubOrchestratorAsync(child, text);
        });
        using var request = new Activity("request").Start();
        await using (var host = await EmbeddedHost.StartAsync(_script, Options()))
        {
            await host.StartAsync(parent, "x", new() { InstanceId = "traced" });
            await host.HistoryHasAsync("traced", HistoryEventType.TaskCompleted);
        }

        request.Stop();
        await using var restarted = await EmbeddedHost.StartAsync(_script, Options());
        await restarted.Client.RaiseEventAsync("traced", "go", "on");
        await restarted.EndOfAsync("traced");

        await OrchestrationHost.UntilAsync(() => Task.FromResult(Names().Count == 5));
        CollectionAssert.AreEquivalent(
            new[] { "activity:Perform", "activity:Perform", "create_orchestration:TracedParent", "orchestration:TracedChild", "orchestration:TracedParent" },
            Names());

        List<string> Names() => [.. _spans.Where(span => span.TraceId == request.TraceId).Select(span => span.OperationName)];
    }

    [TestMethod]
    public async Task An_activity_that_throws_leaves_a_span_with_the_error_and_nothing_of_its_message()
    {
        _script.OnPerform = (_, _) => throw new InvalidOperationException("the secret");
        var failing = _script.Add("TracedFailure", (IOrchestrationContext context, string text) => context.CallActivityAsync(Perform.Name, text));
        await using var host = await EmbeddedHost.StartAsync(_script, Options());
        using var request = new Activity("request").Start();

        await host.RunAsync(failing, "x");

        var span = _spans.Single(span => span.TraceId == request.TraceId && span.OperationName == "activity:Perform");
        Assert.AreEqual(ActivityStatusCode.Error, span.Status);
        Assert.AreEqual(typeof(InvalidOperationException).FullName, span.StatusDescription);
    }

    [TestMethod]
    public async Task The_duration_of_an_orchestration_is_measured_from_its_start_sleep_included()
    {
        using var durations = new MeasurementRecorder(InstrumentNames.OrchestrationDuration);
        var sleeper = _script.Add("MeasuredSleeper", async (IOrchestrationContext context, string text) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(2));
            return text;
        });
        await using var host = await EmbeddedHost.StartAsync(_script, Options());

        var id = await host.StartAsync(sleeper, "x");
        await host.EndAfterTimersAsync(id);

        await OrchestrationHost.UntilAsync(() => Task.FromResult(Measured().Count == 1));
        Assert.AreEqual(7200, Measured()[0].Value, delta: 1e-6);
        Assert.AreEqual("completed", Measured()[0].Tags["outcome"]);

        List<Measurement> Measured() => [.. durations.All.Where(measurement => Equals(measurement.Tags["orchestration.name"], "MeasuredSleeper"))];
    }

    private DurableOptions Options() => new() { DatabasePath = _folder.File("durable.db") };
}
