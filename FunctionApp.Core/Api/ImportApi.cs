using FunctionApp.Core.Gateway;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Import;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Core.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Api;

/// <summary>The handler of imports.</summary>
public sealed class ImportApi(
    OutboundUrls urls, WebhookEndpoints endpoints, WebhookReceivers receivers, IOptions<ImageOptions> options, TimeProvider time)
{
    /// <summary>Starts one orchestration that fetches and processes images from elsewhere.</summary>
    /// <returns>202 and where to look; 400 when any URL must not be called, and then nothing is fetched.</returns>
    public async Task<IResult> ImportAsync(HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (await request.ReadJsonAsync(ApiJson.Default.ImportRequest, cancellationToken) is not { Urls: { Count: > 0 } requested } import)
        {
            return Problems.BadRequest("Send {\"urls\": [\"https://...\"]}.");
        }

        if (Error(import, requested) is { } error)
        {
            return Problems.BadRequest(error);
        }

        var job = new ImportJob
        {
            Urls = [.. requested.Select(url => url!)],
            Presets = import.Presets ?? [],
            Window = options.Value.BatchWindow,
            Notify = receivers.AnyFor(ImageEvents.ImportCompleted),
            Webhook = import.Webhook is null ? null : await endpoints.RegisterAsync(import.Webhook, cancellationToken),
        };
        var id = $"import-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var scheduled = await orchestrations.ScheduleAsync(ImportImages.Name, job, new() { InstanceId = id }, cancellationToken);
        var statusUrl = Routes.Path(Routes.Orchestration, scheduled.InstanceId);
        request.HttpContext.Response.Headers.Location = statusUrl;
        return Results.Json(
            new BatchAccepted(scheduled.InstanceId, statusUrl), ApiJson.Default.BatchAccepted, statusCode: StatusCodes.Status202Accepted);
    }

    private string? Error(ImportRequest import, IReadOnlyList<string?> requested)
    {
        if (requested.Count > options.Value.Import.MaxUrls)
        {
            return $"One import takes at most {options.Value.Import.MaxUrls} URLs.";
        }

        for (var index = 0; index < requested.Count; index++)
        {
            if (!urls.TryParse(requested[index], out _, out var error))
            {
                return $"URL {index + 1} is not accepted. {error}";
            }
        }

        if (import.Presets?.FirstOrDefault(preset => !options.Value.EffectivePresets.ContainsKey(preset)) is { } unknown)
        {
            return $"There is no preset '{unknown}'.";
        }

        return import.Webhook is null ? null : endpoints.Error(import.Webhook);
    }
}
