using FunctionApp.Core.Telemetry;

namespace FunctionApp.Tests.Telemetry;

[TestClass]
public sealed class TaskInstrumentsTests : IDisposable
{
    private readonly MeasurementRecorder _durations = new(InstrumentNames.ActivityDuration);

    public void Dispose() => _durations.Dispose();

    [TestMethod]
    public async Task An_activity_that_ends_well_is_recorded_as_completed()
    {
        var result = await TaskInstruments.MeasureActivityAsync("MeasuredWell", () => Task.FromResult(42));

        Assert.AreEqual(42, result);
        Assert.AreEqual("completed", Only("MeasuredWell").Tags["outcome"]);
        Assert.IsGreaterThanOrEqualTo(0, Only("MeasuredWell").Value);
    }

    [TestMethod]
    public async Task An_activity_that_throws_is_recorded_as_failed_and_throws_on()
    {
        await Assert.ThrowsExactlyAsync<IOException>(
            () => TaskInstruments.MeasureActivityAsync<int>("MeasuredBadly", () => throw new IOException("full")));

        Assert.AreEqual("failed", Only("MeasuredBadly").Tags["outcome"]);
    }

    [TestMethod]
    public async Task An_activity_that_was_interrupted_is_not_recorded()
    {
        await Assert.ThrowsExactlyAsync<OperationCanceledException>(
            () => TaskInstruments.MeasureActivityAsync<int>("MeasuredNot", () => throw new OperationCanceledException()));

        Assert.IsFalse(_durations.All.Any(measurement => Equals(measurement.Tags["activity.name"], "MeasuredNot")));
    }

    private Measurement Only(string activity) => _durations.All.Single(measurement => Equals(measurement.Tags["activity.name"], activity));
}
