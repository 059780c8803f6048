using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable;
using FunctionApp.Local.Durable.Replay;
using FunctionApp.Local.Durable.Storage;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunctionApp.Tests.Durable;

/// <summary>For any orchestration: its output is what its plan says, and its history alone rebuilds it at every point.</summary>
[TestClass]
public sealed class ReplayPropertyTests : IDisposable
{
    // a: activity, p: three activities at once, r: an activity that fails once, f: one that fails for good and is caught,
    // t: timer, e: event sent to itself, c: the rest of the plan in a child.
    private const string Steps = "aprftec";

    private readonly TemporaryFolder _folder = new();
    private readonly OrchestrationScript _script = new();
    private readonly OrchestratorName<string, string> _plan;
    private readonly HashSet<string> _failed = [];

    public ReplayPropertyTests()
    {
        _script.OnPerform = (input, _) => input switch
        {
            _ when input.StartsWith("never", StringComparison.Ordinal) => throw new NonRetriableException("never"),
            _ when input.StartsWith("retry", StringComparison.Ordinal) && FailsNow(input) => throw new IOException("busy"),
            _ => Task.FromResult(input[^1..]),
        };
        _plan = _script.Add("Plan", async (IOrchestrationContext context, string steps) => await FollowAsync(context, steps));
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Any_plan_completes_as_planned_and_every_prefix_of_its_history_replays()
    {
        await using var host = await EmbeddedHost.StartAsync(_script, new DurableOptions { DatabasePath = _folder.File("durable.db") });
        var executions = 0;

        Prop.ForAll(
            Gen.Elements(Steps.ToCharArray()).ArrayOf().Select(letters => new string(letters)).ToArbitrary(),
            steps => HoldsAsync(host, steps, $"plan-{Interlocked.Increment(ref executions)}").GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(15));

        Assert.IsGreaterThanOrEqualTo(40, executions);
    }

    private static string Expected(string steps) => steps.Length == 0 ? "" : steps[0] switch
    {
        'p' => "012" + Expected(steps[1..]),
        'c' => $"({Expected(steps[1..])})",
        var step => step + Expected(steps[1..]),
    };

    private bool FailsNow(string input)
    {
        lock (_failed)
        {
            return _failed.Add(input);
        }
    }

    private async Task<string> FollowAsync(IOrchestrationContext context, string steps)
    {
        var output = "";
        for (var i = 0; i < steps.Length; i++)
        {
            switch (steps[i])
            {
                case 'a':
                    output += await context.CallActivityAsync(Perform.Name, "a");
                    break;
                case 'p':
                    output += string.Concat(await Task.WhenAll(
                        Enumerable.Range(0, 3).Select(part => context.CallActivityAsync(Perform.Name, $"{part}"))));
                    break;
                case 'r':
                    output += await context.CallActivityAsync(
                        Perform.Name, $"retry {context.InstanceId} {i} r", new RetryPolicy(2, TimeSpan.FromSeconds(1)));
                    break;
                case 'f':
                    try
                    {
                        output += await context.CallActivityAsync(Perform.Name, "never");
                    }
                    catch (TaskFailedException)
                    {
                        output += "f";
                    }

                    break;
                case 't':
                    await context.CreateTimer(context.CurrentUtcDateTime);
                    output += "t";
                    break;
                case 'e':
                    context.SendEvent(context.InstanceId, "Echo", "e");
                    output += await context.WaitForExternalEvent<string>("Echo");
                    break;
                default:
                    return $"{output}({await context.CallSubOrchestratorAsync(_plan, steps[(i + 1)..])})";
            }
        }

        return output;
    }

    private async Task<bool> HoldsAsync(EmbeddedHost host, string steps, string instanceId)
    {
        await host.StartAsync(_plan, steps, new ScheduleOptions { InstanceId = instanceId });
        var end = host.EndOfAsync(instanceId);
        await OrchestrationHost.UntilAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(end.IsCompleted);
        });
        var instance = await end;
        Assert.AreEqual($"\"{Expected(steps)}\"", instance.SerializedOutput, steps);

        var history = (await host.Client.GetHistoryAsync(instanceId))!;
        for (var length = 0; length <= history.Count; length++)
        {
            var replay = NewReplay(host, instanceId);
            replay.Replay(history.Take(length));
            var outcome = length == 0 ? null : replay.Outcome;
            if (length > 0 && history[length - 1].Type is HistoryEventType.OrchestratorCompleted)
            {
                replay.RequireAllRecorded();
                Assert.AreEqual(length == history.Count, outcome is not null, $"{steps} at {length}");
            }

            replay.End();
        }

        var last = NewReplay(host, instanceId);
        last.Replay(history);
        return await last.Outcome! == instance.SerializedOutput;
    }

    private OrchestrationReplay NewReplay(EmbeddedHost host, string instanceId)
    {
        var executionId = host.Get<DurableDatabase>().Read(session => session
            .Prepare("SELECT execution_id FROM instances WHERE instance_id = ?").Bind(instanceId).First(row => row.Text(0)!));
        var claim = new OrchestratorClaim
        {
            InstanceId = instanceId,
            ExecutionId = executionId!,
            Name = _plan.Value,
            Status = OrchestrationStatus.Running,
            Parent = null,
            CreatedAt = host.Now,
            TraceParent = null,
            Token = 0,
            ClaimedAt = host.Now,
            Messages = [],
        };
        return new OrchestrationReplay(
            claim,
            _script.Catalog.Orchestrators[_plan.Value],
            host.Get<IServiceProvider>(),
            System.Text.Json.JsonSerializerOptions.Web,
            NullLoggerFactory.Instance);
    }
}
