using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Telemetry;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Resilience.Circuits;

[TestClass]
public sealed class CircuitTests : IDisposable
{
    private readonly MemoryBlobStore _blobs = new();
    private readonly CircuitFleet _fleet;
    private readonly CircuitRegistry _registry;
    private readonly Circuit _circuit;

    public CircuitTests()
    {
        _fleet = new CircuitFleet(_blobs);
        _registry = _fleet.Join();
        _circuit = _registry.Get("vision");
    }

    public void Dispose()
    {
        _registry.Dispose();
        _fleet.Dispose();
    }

    [TestMethod]
    public async Task While_calls_succeed_nothing_is_written()
    {
        for (var call = 0; call < 100; call++)
        {
            await _circuit.ReportAsync(await _circuit.EnterAsync(), CallVerdict.Success);
            _fleet.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.AreEqual(CircuitState.Closed, _circuit.Status.State);
        Assert.AreEqual(0, _blobs.Writes);
    }

    [TestMethod]
    public async Task Asking_a_closed_circuit_takes_no_memory()
    {
        await _circuit.EnterAsync();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var call = 0; call < 10_000; call++)
        {
            var permit = _circuit.EnterAsync();
            Assert.IsTrue(permit.IsCompletedSuccessfully);
        }

        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [TestMethod]
    public async Task When_too_many_calls_fail_the_circuit_breaks_and_refuses()
    {
        await _fleet.BreakAsync(_circuit);

        var permit = await _circuit.EnterAsync();

        Assert.IsFalse(permit.IsGranted);
        Assert.AreEqual(_fleet.Clock.GetUtcNow() + _fleet.Options.BreakDuration, permit.Refusal.Until);
        Assert.AreEqual("Circuit 'vision' is Open. The service answered 500.", permit.Refusal.Reason);
    }

    [TestMethod]
    public async Task Too_few_calls_to_judge_break_nothing()
    {
        for (var call = 0; call < _fleet.Options.MinimumThroughput - 1; call++)
        {
            await _circuit.ReportAsync(await _circuit.EnterAsync(), CircuitFleet.Failed);
        }

        Assert.AreEqual(CircuitState.Closed, _circuit.Status.State);
    }

    [TestMethod]
    public async Task Failures_long_ago_do_not_count()
    {
        for (var call = 0; call < 10; call++)
        {
            await _circuit.ReportAsync(await _circuit.EnterAsync(), CircuitFleet.Failed);
            _fleet.Clock.Advance(_fleet.Options.SamplingDuration);
        }

        Assert.AreEqual(CircuitState.Closed, _circuit.Status.State);
    }

    [TestMethod]
    public async Task Callers_who_give_up_break_nothing()
    {
        for (var call = 0; call < 100; call++)
        {
            await _circuit.ReportAsync(await _circuit.EnterAsync(), CallVerdict.None);
        }

        Assert.AreEqual(CircuitState.Closed, _circuit.Status.State);
    }

    [TestMethod]
    [DataRow(7, 7, DisplayName = "seven seconds")]
    [DataRow(86_400, 600, DisplayName = "a day, of which ten minutes are heeded")]
    public async Task A_service_that_asks_to_be_left_alone_is(int asked, int heeded)
    {
        await _circuit.ReportAsync(await _circuit.EnterAsync(), CallVerdict.Failure("The service answered 429.", TimeSpan.FromSeconds(asked)));

        Assert.AreEqual(CircuitState.Open, _circuit.Status.State);
        Assert.AreEqual(_fleet.Clock.GetUtcNow() + TimeSpan.FromSeconds(heeded), _circuit.Status.OpenUntil);
    }

    [TestMethod]
    public async Task After_the_break_one_call_is_the_trial_and_all_others_are_refused()
    {
        await _fleet.BreakAsync(_circuit);
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);

        var permits = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await _circuit.EnterAsync())));

        Assert.HasCount(1, permits.Where(permit => permit.IsGranted));
        Assert.IsTrue(permits.Single(permit => permit.IsGranted).IsTrial);
    }

    [TestMethod]
    public async Task A_trial_that_succeeds_closes_the_circuit()
    {
        await _fleet.BreakAsync(_circuit);
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);

        await _circuit.ReportAsync(await _circuit.EnterAsync(), CallVerdict.Success);

        Assert.AreEqual(CircuitState.Closed, _circuit.Status.State);
        Assert.IsTrue((await _circuit.EnterAsync()).IsGranted);
    }

    [TestMethod]
    public async Task Each_trial_that_fails_doubles_the_break_up_to_the_longest()
    {
        await _fleet.BreakAsync(_circuit);
        var breaks = new List<double>();
        for (var trial = 0; trial < 7; trial++)
        {
            var length = _circuit.Status.OpenUntil!.Value - _fleet.Clock.GetUtcNow();
            breaks.Add(length.TotalSeconds);
            _fleet.Clock.Advance(length);
            await _circuit.ReportAsync(await _circuit.EnterAsync(), CircuitFleet.Failed);
        }

        CollectionAssert.AreEqual(new double[] { 30, 60, 120, 240, 480, 600, 600 }, breaks);
    }

    [TestMethod]
    [DataRow(1, 60, DisplayName = "at once: the next break is longer")]
    [DataRow(31, 30, DisplayName = "after the circuit has held for a while: the next break is a first one")]
    public async Task A_break_after_another_remembers_it_unless_the_circuit_has_held(int heldForSeconds, int breakSeconds)
    {
        await _fleet.BreakAsync(_circuit);
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);
        await _circuit.ReportAsync(await _circuit.EnterAsync(), CallVerdict.Success);

        _fleet.Clock.Advance(TimeSpan.FromSeconds(heldForSeconds));
        await _fleet.BreakAsync(_circuit);

        Assert.AreEqual(_fleet.Clock.GetUtcNow() + TimeSpan.FromSeconds(breakSeconds), _circuit.Status.OpenUntil);
    }

    [TestMethod]
    public async Task A_trial_whose_caller_gave_up_is_anybodys()
    {
        await _fleet.BreakAsync(_circuit);
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);

        await _circuit.ReportAsync(await _circuit.EnterAsync(), CallVerdict.None);

        Assert.IsTrue((await _circuit.EnterAsync()).IsTrial);
    }

    [TestMethod]
    public async Task A_trial_that_is_not_heard_of_again_blocks_nobody_for_good()
    {
        await _fleet.BreakAsync(_circuit);
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);
        var lost = await _circuit.EnterAsync();

        _fleet.Clock.Advance(_fleet.Options.TrialTimeout - TimeSpan.FromSeconds(1));
        var early = await _circuit.EnterAsync();
        _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await _circuit.EnterAsync();

        Assert.IsTrue(lost.IsTrial);
        Assert.IsFalse(early.IsGranted);
        Assert.IsTrue(next.IsTrial);
    }

    [TestMethod]
    public async Task A_late_success_of_a_call_from_before_the_break_does_not_close_it()
    {
        var early = await _circuit.EnterAsync();
        await _fleet.BreakAsync(_circuit);

        await _circuit.ReportAsync(early, CallVerdict.Success);

        Assert.AreEqual(CircuitState.Open, _circuit.Status.State);
    }

    [TestMethod]
    public async Task A_trial_that_lapsed_does_not_close_the_break_that_came_after_it()
    {
        await _fleet.BreakAsync(_circuit);
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);
        var lapsed = await _circuit.EnterAsync();
        _fleet.Clock.Advance(_fleet.Options.TrialTimeout);
        await _circuit.ReportAsync(await _circuit.EnterAsync(), CircuitFleet.Failed);
        var newer = _circuit.Status;

        await _circuit.ReportAsync(lapsed, CallVerdict.Success);

        Assert.AreEqual(newer, _circuit.Status);
    }

    [TestMethod]
    public async Task Late_failures_from_before_the_break_do_not_break_the_circuit_that_closed_since()
    {
        var early = new List<CircuitPermit>();
        for (var call = 0; call < 10; call++)
        {
            early.Add(await _circuit.EnterAsync());
        }

        await _fleet.BreakAsync(_circuit);
        await _circuit.ResetAsync("mended", "tester");
        foreach (var permit in early)
        {
            await _circuit.ReportAsync(permit, CircuitFleet.Failed);
        }

        Assert.AreEqual(CircuitState.Closed, _circuit.Status.State);
    }

    [TestMethod]
    public async Task An_isolated_circuit_refuses_until_it_is_reset()
    {
        await _circuit.IsolateAsync("maintenance", "ada");
        _fleet.Clock.Advance(TimeSpan.FromDays(1));
        var isolated = await _circuit.EnterAsync();
        await _circuit.ResetAsync("done", "ada");
        var reset = await _circuit.EnterAsync();

        Assert.IsFalse(isolated.IsGranted);
        Assert.IsTrue(reset.IsGranted);
        CollectionAssert.AreEqual(new[] { "done by ada", "maintenance by ada" }, _circuit.Status.Transitions.Select(t => $"{t.Reason} by {t.By}").ToList());
    }

    [TestMethod]
    public async Task Only_the_latest_changes_are_kept_and_reasons_are_cut()
    {
        for (var change = 0; change < 100; change++)
        {
            await _circuit.ResetAsync(new string('x', 10_000), "tester");
        }

        Assert.HasCount(_fleet.Options.MaxTransitions, _circuit.Status.Transitions);
        Assert.AreEqual(100, _circuit.Status.Transitions[0].Generation);
        Assert.AreEqual(CircuitStatus.MaxReasonLength, _circuit.Status.Reason!.Length);
    }

    [TestMethod]
    public async Task Callers_who_are_refused_are_told_different_moments()
    {
        await _fleet.BreakAsync(_circuit);

        var moments = new List<DateTimeOffset>();
        for (var call = 0; call < 2_000; call++)
        {
            moments.Add((await _circuit.EnterAsync()).Refusal!.Until);
        }

        CollectionAssert.AllItemsAreUnique(moments);
        Assert.AreEqual(0.9995, (moments.Max() - moments.Min()).TotalSeconds, 1e-6);
    }

    [TestMethod]
    [DataRow(0, 1)]
    [DataRow(5, 5)]
    [DataRow(40, 40)]
    public async Task The_longer_a_trial_takes_the_later_others_ask_again(int underWaySeconds, int pauseSeconds)
    {
        await _fleet.BreakAsync(_circuit);
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);
        await _circuit.EnterAsync();
        _fleet.Clock.Advance(TimeSpan.FromSeconds(underWaySeconds));

        var refusal = (await _circuit.EnterAsync()).Refusal!;

        Assert.AreEqual(TimeSpan.FromSeconds(pauseSeconds), refusal.Until - _fleet.Clock.GetUtcNow());
    }

    [TestMethod]
    public async Task To_see_whether_a_call_would_be_refused_claims_nothing()
    {
        await _fleet.BreakAsync(_circuit);
        var during = await _circuit.FindRefusalAsync();
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);
        var after = await _circuit.FindRefusalAsync();

        Assert.IsNotNull(during);
        Assert.IsNull(after);
        Assert.IsTrue((await _circuit.EnterAsync()).IsTrial);
    }

    [TestMethod]
    public async Task A_call_that_is_refused_is_not_made()
    {
        await _fleet.BreakAsync(_circuit);
        var calls = 0;

        var result = await _circuit.CallAsync(_ => Task.FromResult($"{++calls}"), _ => CallVerdict.Success);

        Assert.IsFalse(result.TryGetValue(out _, out var refusal));
        Assert.AreEqual("vision", refusal.Circuit);
        Assert.AreEqual(0, calls);
    }

    [TestMethod]
    public async Task What_calls_throw_comes_through_and_counts()
    {
        for (var call = 0; call < _fleet.Options.MinimumThroughput; call++)
        {
            await Assert.ThrowsExactlyAsync<HttpRequestException>(
                () => _circuit.CallAsync<string>(_ => throw new HttpRequestException("refused"), _ => CallVerdict.Success));
        }

        Assert.AreEqual(CircuitState.Open, _circuit.Status.State);
        Assert.AreEqual("The service could not be reached. refused", _circuit.Status.Reason);
    }

    [TestMethod]
    public async Task Every_change_is_counted_and_the_state_can_be_measured()
    {
        var counted = new ConcurrentQueue<string>();
        var states = new ConcurrentQueue<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Scope == _fleet.Meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counted.Enqueue($"{instrument.Name} {tags[0].Value} {tags[1].Value}"));
        listener.SetMeasurementEventCallback<int>((_, state, _, _) => states.Enqueue(state));
        listener.Start();

        await _fleet.BreakAsync(_circuit);
        listener.RecordObservableInstruments();
        _fleet.Clock.Advance(_fleet.Options.BreakDuration);
        await _circuit.ReportAsync(await _circuit.EnterAsync(), CallVerdict.Success);

        CollectionAssert.AreEqual(
            new[] { "open", "half_open", "closed" }.Select(state => $"{InstrumentNames.CircuitTransitions} vision {state}").ToList(), counted.ToList());
        CollectionAssert.AreEqual(new[] { (int)CircuitState.Open }, states.ToList());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Vision")]
    [DataRow("a/b")]
    [DataRow("..")]
    [DataRow(".hidden")]
    [DataRow("ends.")]
    [DataRow("täg")]
    public void A_name_that_is_none_is_refused(string name)
        => Assert.ThrowsExactly<ArgumentException>(() => _registry.Get(name));
}
