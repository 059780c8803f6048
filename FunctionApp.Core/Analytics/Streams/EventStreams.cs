using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Streams;

/// <summary>What can be done to streams as a whole, roll-up included.</summary>
public sealed class EventStreams(
    EventIngest ingest,
    RollUpWaker waker,
    StreamCatalog catalog,
    WindowStore windows,
    MonitorStore monitors,
    ReportStore reports,
    IOptions<AnalyticsOptions> options)
{
    private const string Deleted = "The stream was deleted.";

    /// <summary>The longest event, in bytes.</summary>
    public int MaxEventBytes => options.Value.Ingest.MaxLineBytes;

    /// <summary>Stores events, and wakes the roll-up for them. See <see cref="EventIngest.IngestAsync"/>.</summary>
    /// <remarks>The roll-up is woken for repetitions too: they are what a sender sends whose first attempt may have died half-way.</remarks>
    public async Task<IngestResult> IngestAsync(
        string stream,
        Stream content,
        EventFormat format,
        bool isSaidToBeGzip,
        IOrchestrationClient orchestrations,
        CancellationToken cancellationToken = default)
    {
        var result = await ingest.IngestAsync(stream, content, format, isSaidToBeGzip, cancellationToken);
        if (result.Refusal is null)
        {
            await waker.WakeAsync(stream, orchestrations, cancellationToken);
        }

        return result;
    }

    /// <summary>Ends a stream's roll-up, reports and alerts, and deletes everything there is of the stream.</summary>
    public async Task DeleteAsync(string stream, IOrchestrationClient orchestrations, CancellationToken cancellationToken = default)
    {
        var instance = RollUpStream.InstanceId(stream);
        if (await orchestrations.TerminateAsync(instance, Deleted, cancellationToken) is CommandResult.Accepted)
        {
            await orchestrations.WaitForCompletionAsync(instance, cancellationToken);
        }

        await foreach (var report in reports.RunningAsync(stream, cancellationToken))
        {
            await orchestrations.TerminateAsync(report.InstanceId, Deleted, cancellationToken);
        }

        foreach (var alert in (await monitors.ListAsync(stream, cancellationToken)).Select(monitor => monitor.AlertId).OfType<string>())
        {
            await orchestrations.RaiseEventAsync(alert, Alert.Resolved, new AlertResolution(alert, Deleted), cancellationToken);
        }

        await catalog.DeleteAsync(stream, cancellationToken);
        ingest.Forget(stream);
        windows.Forget(stream);
        waker.Forget(stream);
        await orchestrations.PurgeAsync(instance, cancellationToken);
    }
}
