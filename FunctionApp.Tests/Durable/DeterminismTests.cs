using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Durable;

/// <summary>Code that does not fit its history, or waits for the outside world, fails clearly instead of going wrong quietly.</summary>
[TestClass]
public sealed class DeterminismTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly OrchestrationScript _script = new();
    private readonly OrchestratorName<string, string> _changing;

    public DeterminismTests() => _changing = _script.Add("Changing", (IOrchestrationContext context, string text)
        => PerformThenWaitAsync(context, text));

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task A_call_with_another_name_is_not_deterministic()
        => await ExpectFailureAsync(
            async (context, text) => await context.CallActivityAsync(Assist.Name, text) + await context.WaitForExternalEvent<string>("Go"),
            "activity 'Perform' as call 0, where its code now makes activity 'Assist'");

    [TestMethod]
    public async Task A_call_of_another_type_is_not_deterministic()
        => await ExpectFailureAsync(
            async (context, _) =>
            {
                await context.CreateTimer(TimeSpan.FromDays(1));
                return await context.WaitForExternalEvent<string>("Go");
            },
            "activity 'Perform' as call 0, where its code now makes a timer");

    [TestMethod]
    public async Task A_call_that_is_gone_is_not_deterministic()
        => await ExpectFailureAsync(
            (context, _) => context.WaitForExternalEvent<string>("Go"),
            "activity 'Perform' as call 0, which its code does not make any more");

    [TestMethod]
    public async Task A_call_that_is_new_is_not_deterministic()
        => await ExpectFailureAsync(
            async (context, text) =>
            {
                await context.CallActivityAsync(Perform.Name, text);
                await context.CallActivityAsync(Assist.Name, text);
                return await context.WaitForExternalEvent<string>("Go");
            },
            "now schedules activity 'Assist' as call 1");

    [TestMethod]
    public async Task An_input_that_changed_is_no_harm()
    {
        await using var host = await StartAndWaitAsync();
        _script.Set(_changing, (context, text) => PerformThenWaitAsync(context, $"not {text}"));

        await host.Client.RaiseEventAsync("changing", "Go", "went");

        Assert.AreEqual("\"went\"", (await host.EndOfAsync("changing")).SerializedOutput);
    }

    [TestMethod]
    public async Task A_rewind_after_the_code_was_mended_goes_on_where_it_failed()
    {
        await using var host = await StartAndWaitAsync();
        _script.Set(_changing, (context, _) => context.WaitForExternalEvent<string>("Go"));
        await host.Client.RaiseEventAsync("changing", "Go", "went");
        Assert.AreEqual(OrchestrationStatus.Failed, (await host.EndOfAsync("changing")).RuntimeStatus);

        _script.Set(_changing, PerformThenWaitAsync);
        await host.Client.RewindAsync("changing");

        Assert.AreEqual("\"went\"", (await host.EndOfAsync("changing")).SerializedOutput);
    }

    [TestMethod]
    public async Task Awaiting_a_delay_of_the_system_fails()
        => await ExpectForeignAwaitAsync(async (context, text) =>
        {
            await Task.Delay(TimeSpan.FromDays(1), TimeProvider.System);
            return await context.CallActivityAsync(Perform.Name, text);
        });

    [TestMethod]
    public async Task Awaiting_a_task_of_the_thread_pool_fails()
        => await ExpectForeignAwaitAsync(async (context, text) =>
        {
            var never = new TaskCompletionSource<string>();
            await Task.Run(() => never.Task);
            return await context.CallActivityAsync(Perform.Name, text);
        });

    [TestMethod]
    public async Task Leaving_the_orchestrators_thread_fails()
    {
        await using var host = await StartAsync();
        _script.Set(_changing, async (context, text) =>
        {
            await context.CallActivityAsync(Perform.Name, text).ConfigureAwait(false);
            return await context.CallActivityAsync(Perform.Name, text);
        });

        var instance = await host.RunAsync(_changing, "");

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
    }

    [TestMethod]
    public async Task An_exception_past_the_orchestrators_own_task_fails_the_instance()
    {
        await using var host = await StartAsync();
        _script.Set(_changing, (context, _) =>
        {
            SynchronizationContext.Current!.Post(_ => throw new FormatException("stray"), state: null);
            return context.WaitForExternalEvent<string>("Never");
        });

        var instance = await host.RunAsync(_changing, "");

        Assert.AreEqual("stray", instance.FailureDetails!.ErrorMessage);
    }

    [TestMethod]
    public async Task Yielding_and_combining_tasks_of_the_context_is_allowed()
    {
        await using var host = await StartAsync();
        _script.Set(_changing, async (context, text) =>
        {
            await Task.Yield();
            var both = await Task.WhenAll(context.CallActivityAsync(Perform.Name, text), NestedAsync());
            await Task.Yield();
            return string.Concat(both);

            async Task<string> NestedAsync()
            {
                await context.CreateTimer(context.CurrentUtcDateTime);
                return await await Task.WhenAny(context.CallActivityAsync(Perform.Name, text), context.CallActivityAsync(Perform.Name, text));
            }
        });

        Assert.AreEqual("xx", await host.OutputOfAsync(_changing, "x"));
    }

    private static async Task<string> PerformThenWaitAsync(IOrchestrationContext context, string text)
    {
        await context.CallActivityAsync(Perform.Name, text);
        return await context.WaitForExternalEvent<string>("Go");
    }

    private Task<EmbeddedHost> StartAsync()
        => EmbeddedHost.StartAsync(_script, new DurableOptions { DatabasePath = _folder.File("durable.db"), DrainTimeout = TimeSpan.Zero });

    private async Task<EmbeddedHost> StartAndWaitAsync()
    {
        var host = await StartAsync();
        await host.StartAsync(_changing, "", new ScheduleOptions { InstanceId = "changing" });
        await host.HistoryHasAsync("changing", HistoryEventType.TaskCompleted);
        return host;
    }

    private async Task ExpectFailureAsync(Func<IOrchestrationContext, string, Task<string>> changed, string message)
    {
        await using var host = await StartAndWaitAsync();
        _script.Set(_changing, changed);

        await host.Client.RaiseEventAsync("changing", "Go", "went");
        var instance = await host.EndOfAsync("changing");

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("not deterministic", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(message, instance.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.IsTrue(instance.FailureDetails.IsNonRetriable);
    }

    private async Task ExpectForeignAwaitAsync(Func<IOrchestrationContext, string, Task<string>> code)
    {
        await using var host = await StartAsync();
        _script.Set(_changing, code);

        var instance = await host.RunAsync(_changing, "");

        Assert.AreEqual(OrchestrationStatus.Failed, instance.RuntimeStatus);
        Assert.Contains("awaits a task that its context did not make", instance.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }
}
