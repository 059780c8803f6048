using System.Diagnostics.Metrics;
using FunctionApp.Core;
using FunctionApp.Core.Operations;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Telemetry;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using NSubstitute.Extensions;

namespace FunctionApp.Tests.Operations;

[TestClass]
public sealed class OrchestrationAgesTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly IMeterFactory _meters = Meters.CreateFactory();
    private readonly IOrchestrationClient _orchestrations = Substitute.For<IOrchestrationClient>();
    private readonly List<OrchestrationInstance> _instances = [];
    private readonly OrchestrationAges _ages;

    public OrchestrationAgesTests()
    {
        _ages = new(_meters, _time, NullLogger<OrchestrationAges>.Instance);
        _orchestrations.ListAsync(Arg.Any<OrchestrationQuery>(), Arg.Any<CancellationToken>())
            .Returns(call => Page(call.Arg<OrchestrationQuery>()));
    }

    public void Dispose() => _meters.Dispose();

    [TestMethod]
    public async Task The_oldest_of_each_name_is_told_and_grows_older_by_the_clock()
    {
        Start("ProcessImage", TimeSpan.FromHours(7));
        Start("ProcessImage", TimeSpan.FromHours(9));
        Start("BuildReport", TimeSpan.FromHours(8));
        Start("BuildReport", TimeSpan.FromMinutes(1));

        await _ages.RefreshAsync(_orchestrations, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(30));

        var ages = Measure();
        Assert.AreEqual(2, ages.Count);
        Assert.AreEqual(TimeSpan.FromHours(9).TotalSeconds + 30, ages["ProcessImage"]);
        Assert.AreEqual(TimeSpan.FromHours(8).TotalSeconds + 30, ages["BuildReport"]);
    }

    [TestMethod]
    public async Task What_is_meant_to_last_is_left_aside()
    {
        Start("RollUpStream", TimeSpan.FromDays(90));
        Start("Alert", TimeSpan.FromDays(40));
        Start("FillLabels", TimeSpan.FromDays(2));
        Start("DeliverWebhook", TimeSpan.FromHours(20));
        Start("ProcessImage", TimeSpan.FromSeconds(5));

        await _ages.RefreshAsync(_orchestrations, CancellationToken.None);

        CollectionAssert.AreEqual(new[] { "ProcessImage" }, Measure().Keys.ToArray());
    }

    [TestMethod]
    public async Task The_backend_is_asked_once_a_minute_and_none_before_somebody_looks()
    {
        Assert.IsEmpty(Measure());
        await _ages.RefreshAsync(_orchestrations, CancellationToken.None);
        var asked = _orchestrations.ReceivedCalls().Count();
        await _ages.RefreshAsync(_orchestrations, CancellationToken.None);

        Assert.AreEqual(asked, _orchestrations.ReceivedCalls().Count());
        _time.Advance(TimeSpan.FromMinutes(1));
        await _ages.RefreshAsync(_orchestrations, CancellationToken.None);
        Assert.AreEqual(2 * asked, _orchestrations.ReceivedCalls().Count());
    }

    [TestMethod]
    public async Task A_backend_that_does_not_answer_leaves_what_was_known()
    {
        Start("ProcessImage", TimeSpan.FromHours(1));
        await _ages.RefreshAsync(_orchestrations, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(2));
        _orchestrations.Configure().ListAsync(Arg.Any<OrchestrationQuery>(), Arg.Any<CancellationToken>()).ThrowsAsync(new IOException("Away."));

        await _ages.RefreshAsync(_orchestrations, CancellationToken.None);

        Assert.AreEqual(TimeSpan.FromMinutes(62).TotalSeconds, Measure()["ProcessImage"]);
    }

    private void Start(string name, TimeSpan ago) => _instances.Add(new()
    {
        InstanceId = $"{name}-{ago}",
        Name = name,
        RuntimeStatus = OrchestrationStatus.Running,
        CreatedAt = _time.GetUtcNow() - ago,
        LastUpdatedAt = _time.GetUtcNow(),
    });

    private Page<OrchestrationInstance> Page(OrchestrationQuery query) => new(
        [
            .. _instances
                .Where(instance => query.Statuses.Contains(instance.RuntimeStatus))
                .Where(instance => instance.CreatedAt >= (query.CreatedFrom ?? DateTimeOffset.MinValue) && instance.CreatedAt < query.CreatedTo),
        ],
        Continuation: null);

    private Dictionary<string, double> Measure()
    {
        var ages = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, _meters) && instrument.Name == InstrumentNames.OldestOrchestration)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, age, attributes, _) => ages.Add((string)attributes[0].Value!, age));
        listener.Start();
        listener.RecordObservableInstruments();
        return ages;
    }
}
