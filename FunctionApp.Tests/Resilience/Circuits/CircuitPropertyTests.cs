using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Resilience.Circuits;

/// <summary>For any interleaving of what three processes do: one trial at a time, and nothing that is over has a say.</summary>
[TestClass]
public sealed class CircuitPropertyTests
{
    // e: ask to call, s, f, n: a call under way succeeds, fails, is given up, l: it is never heard of again,
    // t: time passes, b: so much that a break is over, i, r: an operator isolates, resets.
    private const string Steps = "eeeesffffnltbir";

    private static readonly CircuitOptions Options = new() { MinimumThroughput = 2, RefreshInterval = TimeSpan.Zero };

    [TestMethod]
    public void At_most_one_trial_is_under_way_and_no_outcome_of_an_older_generation_counts()
        => Prop.ForAll(
            Gen.Elements(Steps.ToCharArray()).Zip(Gen.Choose(0, 1_000)).ArrayOf().ToArbitrary(),
            steps => HoldsAsync(steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(80));

    private static async Task HoldsAsync((char Step, int Choice)[] steps)
    {
        using var fleet = new CircuitFleet(new MemoryBlobStore(), Options);
        var processes = Enumerable.Range(0, 3).Select(_ => fleet.Join()).ToList();
        using var observer = fleet.Join();
        var calls = new List<(Circuit Circuit, CircuitPermit Permit)>();
        var trials = new HashSet<long>();

        foreach (var (step, choice) in steps)
        {
            var circuit = processes[choice % processes.Count].Get("service");
            var before = await observer.Get("service").RefreshAsync();
            switch (step)
            {
                case 'e':
                    var permit = await circuit.EnterAsync();
                    MayEnter(before, permit, fleet.Clock.GetUtcNow());
                    Assert.IsTrue(!permit.IsTrial || trials.Add(permit.Generation), "Two calls have the same trial.");
                    if (permit.IsGranted)
                    {
                        calls.Add((circuit, permit));
                    }

                    break;
                case 's' or 'f' or 'n' or 'l' when calls.Count > 0:
                    var call = calls[choice % calls.Count];
                    calls.Remove(call);
                    if (step != 'l')
                    {
                        await call.Circuit.ReportAsync(call.Permit, step switch
                        {
                            's' => CallVerdict.Success,
                            'f' => CircuitFleet.Failed,
                            _ => CallVerdict.None,
                        });
                        MayChange(before, call.Permit, await observer.Get("service").RefreshAsync());
                    }

                    break;
                case 't':
                    fleet.Clock.Advance(TimeSpan.FromSeconds(choice % 40));
                    break;
                case 'b':
                    fleet.Clock.Advance(Options.MaxBreakDuration);
                    break;
                case 'i':
                    await circuit.IsolateAsync("by hand", "operator");
                    break;
                case 'r':
                    await circuit.ResetAsync("by hand", "operator");
                    break;
            }
        }

        processes.ForEach(process => process.Dispose());
    }

    private static void MayEnter(CircuitStatus before, CircuitPermit permit, DateTimeOffset now)
    {
        Assert.AreEqual(before.State == CircuitState.Closed || before.IsDueForTrial(now), permit.IsGranted);
        Assert.AreEqual(before.IsDueForTrial(now), permit.IsTrial);
    }

    private static void MayChange(CircuitStatus before, CircuitPermit permit, CircuitStatus after)
    {
        if (permit.Generation != before.Generation)
        {
            Assert.AreEqual(before.Generation, after.Generation);
        }

        if (before.State != CircuitState.Closed && after.State == CircuitState.Closed)
        {
            Assert.IsTrue(permit.IsTrial);
        }
    }
}
