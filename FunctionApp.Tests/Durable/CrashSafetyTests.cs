using System.Collections.Concurrent;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Durable;
using FunctionApp.Local.Durable.Storage;
using FunctionApp.Tests.Contracts;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Durable;

/// <summary>Whatever moment the process dies at, a new one on the same file finishes the work.</summary>
[TestClass]
public sealed class CrashSafetyTests : IDisposable
{
    private const int Stories = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly OrchestrationScript _script = new();
    private readonly ConcurrentDictionary<string, int> _effects = [];
    private readonly OrchestratorName<int, string> _story;

    public CrashSafetyTests()
    {
        _script.OnPerform = (input, _) =>
        {
            _effects.AddOrUpdate(input, 1, (_, times) => times + 1);
            return Task.FromResult(input);
        };
        var chapter = _script.Add("Chapter", async (IOrchestrationContext context, int number) =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime);
            return await context.CallActivityAsync(Perform.Name, $"{number}-chapter");
        });
        _story = _script.Add("Story", async (IOrchestrationContext context, int number) =>
        {
            var begin = await context.CallActivityAsync(Perform.Name, $"{number}-begin");
            var middle = await Task.WhenAll(
                context.CallActivityAsync(Perform.Name, $"{number}-left"),
                context.CallSubOrchestratorAsync(chapter, number),
                context.CallActivityAsync(Perform.Name, $"{number}-right"));
            context.SendEvent(context.InstanceId, "End", "end");
            return $"{begin} {string.Join(' ', middle)} {await context.WaitForExternalEvent<string>("End")}";
        });
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(nameof(FaultPoint.BeforeStep))]
    [DataRow(nameof(FaultPoint.BeforeActivity))]
    [DataRow(nameof(FaultPoint.AfterActivity))]
    [DataRow(nameof(FaultPoint.BeforeCommit))]
    [DataRow(nameof(FaultPoint.AfterCommit))]
    public async Task Every_instance_completes_once_with_the_right_output_however_often_the_process_dies(string point)
    {
        var deaths = 0;
        while (!await RunUntilDeathAsync(Enum.Parse<FaultPoint>(point), survived: deaths))
        {
            deaths++;
        }

        Assert.IsGreaterThan(5, deaths);
        await using var host = await EmbeddedHost.StartAsync(_script, Options());
        await AssertEverythingHappenedAsync(host);
    }

    [TestMethod]
    public async Task A_client_that_was_answered_finds_its_instance_after_a_crash()
    {
        var dies = false;
        var answered = new List<string>();
        await using (var host = await EmbeddedHost.StartAsync(
            _script, Options(), faults: new FaultInjection(point => dies && point is FaultPoint.BeforeCommit)))
        {
            for (var number = 0; number < Stories; number++)
            {
                answered.Add(await host.StartAsync(_story, number));
            }

            dies = true;
            await Assert.ThrowsAsync<ObjectDisposedException>(() => host.StartAsync(_story, 99, new ScheduleOptions { InstanceId = "unanswered" }));
        }

        await using var next = await EmbeddedHost.StartAsync(_script, Options());
        foreach (var id in answered)
        {
            Assert.AreEqual(OrchestrationStatus.Completed, (await next.EndOfAsync(id)).RuntimeStatus);
        }

        Assert.IsNull(await next.Client.GetAsync("unanswered"));
    }

    private static string Output(int number) => $"\"{number}-begin {number}-left {number}-chapter {number}-right end\"";

    private DurableOptions Options() => new()
    {
        DatabasePath = _folder.File("durable.db"),
        DrainTimeout = TimeSpan.Zero,
        MaxConcurrentActivities = 4,
        MaxConcurrentOrchestrators = 4,
        MaxActivityCrashes = 1000,
    };

    /// <summary>Runs an engine that dies when a point is reached once more than it is to survive.</summary>
    /// <returns>Whether everything completed first.</returns>
    private async Task<bool> RunUntilDeathAsync(FaultPoint point, int survived)
    {
        var left = survived;
        await using var host = await EmbeddedHost.StartAsync(
            _script, Options(), faults: new FaultInjection(reached => reached == point && Interlocked.Decrement(ref left) < 0));
        using var stop = new CancellationTokenSource();
        var all = Task.WhenAll(Enumerable.Range(0, Stories).Select(async number =>
        {
            await host.Client.ScheduleAsync(_story, number, new ScheduleOptions { InstanceId = $"story-{number}" }, stop.Token);
            await host.Client.WaitForCompletionAsync($"story-{number}", stop.Token);
        }));
        var death = host.Get<GroupCommit>().Ended;
        await Task.WhenAny(all, death).WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return all.IsCompletedSuccessfully;
    }

    private async Task AssertEverythingHappenedAsync(EmbeddedHost host)
    {
        for (var number = 0; number < Stories; number++)
        {
            var instance = await host.EndOfAsync($"story-{number}");
            Assert.AreEqual(OrchestrationStatus.Completed, instance.RuntimeStatus, instance.FailureDetails?.ErrorMessage);
            Assert.AreEqual(Output(number), instance.SerializedOutput);
            foreach (var part in new[] { "begin", "left", "chapter", "right" })
            {
                Assert.IsTrue(_effects.ContainsKey($"{number}-{part}"));
            }

            var history = await host.Client.GetHistoryAsync(instance.InstanceId);
            Assert.AreEqual(1, history!.Count(entry => entry.Type is HistoryEventType.ExecutionCompleted));
            Assert.AreEqual(3, history!.Count(entry => entry.Type is HistoryEventType.TaskCompleted));
        }

        var all = await host.Client.ListAsync(new OrchestrationQuery());
        Assert.HasCount(2 * Stories, all.Items, "Each story has one chapter, and there are no orphans.");
        Assert.IsTrue(all.Items.All(instance => instance.RuntimeStatus is OrchestrationStatus.Completed));
        foreach (var table in new[] { "messages", "activities" })
        {
            Assert.AreEqual(0, host.Get<DurableDatabase>().Read(session => session.Prepare($"SELECT count(*) FROM {table}").First(row => row.Integer(0))));
        }
    }
}
