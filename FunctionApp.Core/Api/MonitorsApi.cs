using System.Text.Json;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Api;

/// <summary>The handlers of monitors and alerts. Hosts bind them to routes and pass the orchestration client they have for the request.</summary>
public sealed class MonitorsApi(StreamCatalog catalog, MonitorStore monitors, RollUpWaker waker, IOptions<AnalyticsOptions> options)
{
    /// <summary>Lists the monitors of a stream, by name.</summary>
    public async Task<IResult> ListAsync(string stream, CancellationToken cancellationToken)
        => await catalog.FindSettingsAsync(stream, cancellationToken) is null
            ? NoSuchStream(stream)
            : Results.Json(
                new Page<StreamMonitor>(await monitors.ListAsync(stream, cancellationToken), Continuation: null), MonitorsJson.Default.PageStreamMonitor);

    /// <summary>One monitor.</summary>
    public async Task<IResult> GetAsync(string stream, string monitor, CancellationToken cancellationToken)
        => AreNames(stream, monitor) && await monitors.FindAsync(stream, monitor, cancellationToken) is { } found
            ? Results.Json(found, MonitorsJson.Default.StreamMonitor)
            : NoSuchMonitor(stream, monitor);

    /// <summary>Creates a monitor, or gives it another rule; it begins anew, and an alert that it had is over.</summary>
    /// <returns>201 for a new monitor, else 200; 409 when the stream has as many as it may have.</returns>
    public async Task<IResult> PutAsync(
        string stream, string monitor, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (StreamName.Error(monitor) is not null)
        {
            return Problems.BadRequest("A monitor's name has 1-63 characters of a-z, 0-9 and hyphen, the first a letter.");
        }

        if (await catalog.FindSettingsAsync(stream, cancellationToken) is null)
        {
            return NoSuchStream(stream);
        }

        MonitorRule? rule;
        try
        {
            rule = await JsonSerializer.DeserializeAsync(request.Body, MonitorsJson.Default.MonitorRule, cancellationToken);
        }
        catch (JsonException exception)
        {
            return Problems.BadRequest(
                $"The rule is not valid at '{exception.Path ?? "$"}'. Send for example {{\"metric\":\"count\",\"below\":10,\"windows\":3,\"escalateAfter\":\"15m\"}}.");
        }

        if ((rule is null ? "Send the rule as a JSON object." : rule.Error()) is { } error)
        {
            return Problems.BadRequest(error);
        }

        var (set, replaced) = await monitors.PutAsync(stream, monitor, rule!, cancellationToken);
        if (set is null)
        {
            return Problems.Conflict($"Stream '{stream}' has {options.Value.Monitors.MaxPerStream} monitors, and no more are allowed. Delete one first.");
        }

        await ResolveAsync(replaced, "The monitor has another rule now.", orchestrations, cancellationToken);

        // The roll-up may be sleeping for hours, or have nothing to do yet; from now on it looks for silence.
        await waker.WakeAsync(stream, orchestrations, cancellationToken);
        return Results.Json(
            set, MonitorsJson.Default.StreamMonitor, statusCode: replaced is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Deletes a monitor; an alert that it had is over.</summary>
    public async Task<IResult> DeleteAsync(
        string stream, string monitor, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (!AreNames(stream, monitor) || await monitors.DeleteAsync(stream, monitor, cancellationToken) is not { } deleted)
        {
            return NoSuchMonitor(stream, monitor);
        }

        await ResolveAsync(deleted, "The monitor was deleted.", orchestrations, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>Lists alerts, newest first.</summary>
    /// <remarks>A page may have fewer alerts than the limit, and still be followed by another.</remarks>
    public static async Task<IResult> ListAlertsAsync(HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var states = query.Enumerations<AlertState>("status");
        var filter = new OrchestrationQuery
        {
            Name = nameof(Alert),
            FetchInputsAndOutputs = true,
            PageSize = query.Integer("limit", 50, 1, 1_000),
            Continuation = query.Text("continuation"),
        };

        return query.Error is { } error
            ? Problems.BadRequest(error)
            : await Pages.AnswerAsync(
                async () =>
                {
                    var page = await orchestrations.ListAsync(filter, cancellationToken);
                    var alerts = page.Items.Select(StatusOf).OfType<AlertStatus>().Where(alert => states.Count == 0 || states.Contains(alert.State));
                    return new Page<AlertStatus>([.. alerts], page.Continuation);
                },
                MonitorsJson.Default.PageAlertStatus);
    }

    /// <summary>Says that somebody has seen an alert; the body may say who, and what they think of it.</summary>
    public static async Task<IResult> AcknowledgeAsync(
        string alertId, HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var acknowledgement = new Acknowledgement();
        if (request.ContentLength is not 0)
        {
            var read = await request.ReadJsonAsync(MonitorsJson.Default.Acknowledgement, cancellationToken);
            if (read is null || read.By?.Length > Acknowledgement.MaxLength || read.Note?.Length > Acknowledgement.MaxLength)
            {
                return Problems.BadRequest($"Send nothing, or {{\"by\": \"...\", \"note\": \"...\"}} with at most {Acknowledgement.MaxLength} characters each.");
            }

            acknowledgement = read;
        }

        return await orchestrations.GetAsync(alertId, fetchInputsAndOutputs: true, cancellationToken) is not { Name: nameof(Alert) } instance
            ? Problems.NotFound($"There is no alert '{alertId}'.")
            : StatusOf(instance)?.State is AlertState.Acknowledged
                ? Problems.Conflict($"Somebody has acknowledged alert '{alertId}' already.")
                : await orchestrations.RaiseEventAsync(alertId, Alert.Acknowledged, acknowledgement, cancellationToken) is CommandResult.Accepted
                    ? Results.Accepted()
                    : Problems.Conflict($"Alert '{alertId}' is over.");
    }

    private static AlertStatus? StatusOf(OrchestrationInstance instance)
        => instance.SerializedCustomStatus is { } status ? JsonSerializer.Deserialize(status, MonitorsJson.Default.AlertStatus)
            : instance.ReadInput(MonitorsJson.Default.AlertJob) is { } job ? AlertStatus.Of(job)
            : null;

    private static bool AreNames(string stream, string monitor) => StreamName.Error(stream) is null && StreamName.Error(monitor) is null;

    private static IResult NoSuchStream(string stream) => Problems.NotFound($"There is no stream '{stream}'.");

    private static IResult NoSuchMonitor(string stream, string monitor) => Problems.NotFound($"Stream '{stream}' has no monitor '{monitor}'.");

    private static async Task ResolveAsync(
        StreamMonitor? monitor, string reason, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (monitor?.AlertId is { } alert)
        {
            await orchestrations.RaiseEventAsync(alert, Alert.Resolved, new AlertResolution(alert, reason), cancellationToken);
        }
    }
}
