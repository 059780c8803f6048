using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Headers;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Storage;
using FunctionApp.Core.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>The image routes' handlers. Hosts bind them to routes and pass the orchestration client they have for the request.</summary>
public sealed class ImagesApi(
    ImageIntake intake,
    ImageCatalog catalog,
    IBlobStore blobs,
    WebhookEndpoints endpoints,
    WebhookReceivers receivers,
    ImageNotifications notifications,
    IOptions<ImageOptions> options,
    TimeProvider time)
{
    private const string ImmutableForAYear = "max-age=31536000, immutable";
    private const string Revalidate = "no-cache";
    private const string PrivateRevalidate = "private, no-cache";

    /// <summary>A manifest is out a moment before its orchestration has ended; this is many times that moment.</summary>
    private static readonly TimeSpan LastStep = TimeSpan.FromSeconds(5);

    /// <summary>Takes an image as the raw body, or as the part <c>file</c> of a multipart form.</summary>
    /// <returns>202 and where to look; 200 when the same bytes came before.</returns>
    public async Task<IResult> UploadAsync(HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var presets = CommaSeparated(request.Query["presets"]);
        if (presets.FirstOrDefault(preset => !options.Value.EffectivePresets.ContainsKey(preset)) is { } unknown)
        {
            return Problems.BadRequest($"There is no preset '{unknown}'. There are: {string.Join(", ", options.Value.EffectivePresets.Keys)}.");
        }

        var webhook = request.Query["webhook"].FirstOrDefault();
        if (webhook is not null && endpoints.Error(webhook) is { } refusal)
        {
            return Problems.BadRequest(refusal);
        }

        if (await ImageUpload.OpenAsync(request, cancellationToken) is not { } upload)
        {
            return Problems.BadRequest("Send the image as the body, or as the part 'file' of a multipart form.");
        }

        var name = request.Query["name"].FirstOrDefault() ?? upload.FileName ?? "upload";
        if (BlobName.Error(name) is { } error)
        {
            return Problems.BadRequest($"The name is not valid. {error}");
        }

        await using var received = await intake.ReceiveAsync(upload.Content, cancellationToken);
        if (received.IsTooLarge)
        {
            return Problems.TooLarge(options.Value.Limits.MaxUploadBytes);
        }

        if (received.Digest.Bytes == 0)
        {
            return Problems.BadRequest("The image is empty.");
        }

        if (received.Digest.Format is null && !upload.ClaimsToBeAnImage)
        {
            return Problems.UnsupportedMediaType($"'{upload.ContentType}' is no image type, and the bytes are no image.");
        }

        var job = await intake.AdmitAsync(received, name, presets, cancellationToken);
        if (webhook is not null)
        {
            job = job with { Webhook = await endpoints.RegisterAsync(webhook, cancellationToken) };
        }

        var submission = await intake.SubmitAsync(job, orchestrations, cancellationToken);
        if (!submission.IsNew && job.Webhook is { } endpoint)
        {
            await notifications.RepeatAsync(submission, endpoint, orchestrations, cancellationToken);
        }

        return Accepted(request.HttpContext, submission);
    }

    /// <summary>Starts one orchestration over everything under a prefix of the uploads container.</summary>
    public async Task<IResult> BatchAsync(HttpRequest request, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (await request.ReadJsonAsync(ApiJson.Default.BatchRequest, cancellationToken) is not { } batch)
        {
            return Problems.BadRequest("Send {\"prefix\": \"...\"}.");
        }

        var prefix = batch.Prefix ?? "";
        if (prefix.Length > 0 && BlobName.Error(prefix.TrimEnd('/')) is { } error)
        {
            return Problems.BadRequest($"The prefix is not valid. {error}");
        }

        if (batch.Presets?.FirstOrDefault(preset => !options.Value.EffectivePresets.ContainsKey(preset)) is { } unknown)
        {
            return Problems.BadRequest($"There is no preset '{unknown}'.");
        }

        if (batch.Webhook is not null && endpoints.Error(batch.Webhook) is { } refusal)
        {
            return Problems.BadRequest(refusal);
        }

        var job = new BatchJob
        {
            Prefix = prefix,
            Presets = batch.Presets ?? [],
            Window = options.Value.BatchWindow,
            Notify = receivers.AnyFor(ImageEvents.BatchCompleted),
            Webhook = batch.Webhook is null ? null : await endpoints.RegisterAsync(batch.Webhook, cancellationToken),
        };
        var id = $"batch-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var scheduled = await orchestrations.ScheduleAsync(ProcessBatch.Name, job, new() { InstanceId = id }, cancellationToken);
        var statusUrl = Routes.Path(Routes.Orchestration, scheduled.InstanceId);
        request.HttpContext.Response.Headers.Location = statusUrl;
        return Results.Json(
            new BatchAccepted(scheduled.InstanceId, statusUrl), ApiJson.Default.BatchAccepted, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Lists manifests, newest first.</summary>
    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var filter = new ImageQuery
        {
            Limit = query.Integer("limit", 50, 1, ImageCatalog.MaxLimit),
            Continuation = query.Text("continuation"),
            Status = query.Enumeration<ImageStatus>("status"),
            Color = query.Color("color"),
            Label = query.Text("label"),
        };

        return query.Error is { } error
            ? Problems.BadRequest(error)
            : await Pages.AnswerAsync(() => catalog.ListAsync(filter, cancellationToken), ImagesJson.Default.PageImageManifest);
    }

    /// <summary>The manifest of an image. Conditional requests are honoured; a finished manifest comes from the cache.</summary>
    public async Task<IResult> GetAsync(string imageId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        if (!ImageId.IsValid(imageId))
        {
            return NoSuchImage(imageId);
        }

        if (await catalog.FindFinishedBodyAsync(imageId, cancellationToken) is { } body)
        {
            return new ContentResult(body, PrivateRevalidate);
        }

        return await catalog.GetAsync(imageId, orchestrations, cancellationToken) is { } manifest
            ? new ContentResult(ImageCatalog.Body(manifest), PrivateRevalidate)
            : NoSuchImage(imageId);
    }

    /// <summary>Deletes an image: original, renditions, manifest and orchestration. What lies in the uploads container stays.</summary>
    public async Task<IResult> DeleteAsync(string imageId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        switch (await FindAsync(imageId, orchestrations, cancellationToken))
        {
            case null:
                return NoSuchImage(imageId);
            case { Status: ImageStatus.Processing }:
                return Problems.Conflict($"Image {imageId} is being processed; delete it when it is finished, or terminate its orchestration first.");
            case var manifest when await HasEndedAsync(manifest.InstanceId, orchestrations, cancellationToken):
                await orchestrations.PurgeAsync(manifest.InstanceId, cancellationToken);
                await EndLabellingAsync(imageId, orchestrations, cancellationToken);
                await catalog.DeleteAsync(manifest, cancellationToken);
                return Results.NoContent();
            default:
                return Problems.Conflict($"The orchestration of image {imageId} has not ended; try again, or terminate it first.");
        }
    }

    /// <summary>The uploaded bytes. Ranges and conditional requests are honoured.</summary>
    public async Task<IResult> OriginalAsync(string imageId, HttpContext http, CancellationToken cancellationToken)
    {
        if (!ImageId.IsValid(imageId) || await blobs.OpenReadAsync(ImageId.Original(imageId), cancellationToken: cancellationToken) is not { } content)
        {
            return NoSuchImage(imageId);
        }

        // The id is the hash of the bytes: what is under it never changes.
        http.AllowCaching(ImmutableForAYear);
        return Send(content, $"\"{imageId}\"");
    }

    /// <summary>A rendition by full name, or by preset in the best format the caller accepts. Ranges and conditional requests are honoured.</summary>
    public async Task<IResult> RenditionAsync(string imageId, string name, HttpContext http, CancellationToken cancellationToken)
    {
        if (!ImageId.IsValid(imageId) || BlobName.Error(name) is not null)
        {
            return NoSuchImage(imageId);
        }

        if (!Path.HasExtension(name))
        {
            http.Response.Headers.Vary = HeaderNames.Accept;
            name = await NegotiateAsync(imageId, name, http.Request, cancellationToken) ?? name;
        }

        if (await blobs.OpenReadAsync(ImageId.Rendition(imageId, name), cancellationToken: cancellationToken) is not { } content)
        {
            return Problems.NotFound($"Image {imageId} has no rendition '{name}'.");
        }

        http.AllowCaching(Revalidate);
        return Send(content, content.Properties.ETag);
    }

    private static IResult Send(BlobContent content, string etag) => Results.Stream(
        content.Stream,
        content.Properties.ContentType,
        lastModified: content.Properties.LastModified,
        entityTag: EntityTagHeaderValue.Parse(etag),
        enableRangeProcessing: true);

    private static IResult NoSuchImage(string imageId) => Problems.NotFound($"There is no image '{imageId}'.");

    private static string[] CommaSeparated(string? text)
        => text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static IResult Accepted(HttpContext http, ImageSubmission submission)
    {
        var statusUrl = Routes.Path(Routes.Orchestration, submission.InstanceId);
        var body = new ImageAccepted(submission.ImageId, submission.InstanceId, statusUrl, Routes.Path(Routes.Image, submission.ImageId));
        http.Response.Headers.Location = statusUrl;
        return Results.Json(body, ApiJson.Default.ImageAccepted, statusCode: submission.IsNew ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private async Task<ImageManifest?> FindAsync(string imageId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
        => ImageId.IsValid(imageId) ? await catalog.GetAsync(imageId, orchestrations, cancellationToken) : null;

    /// <summary>Nobody needs labels any more. Should this not be heeded in time, the orchestration finds that the image is gone.</summary>
    private async Task EndLabellingAsync(string imageId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        var instanceId = FillLabels.InstanceId(imageId);
        if (await orchestrations.TerminateAsync(instanceId, "The image is deleted.", cancellationToken) == CommandResult.Accepted)
        {
            await HasEndedAsync(instanceId, orchestrations, cancellationToken);
        }

        await orchestrations.PurgeAsync(instanceId, cancellationToken);
    }

    private async Task<bool> HasEndedAsync(string instanceId, IOrchestrationClient orchestrations, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LastStep, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await orchestrations.WaitForCompletionAsync(instanceId, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<string?> NegotiateAsync(string imageId, string preset, HttpRequest request, CancellationToken cancellationToken)
    {
        var manifest = await catalog.FindFinishedAsync(imageId, cancellationToken);
        var candidates = manifest?.Renditions.Where(rendition => Path.GetFileNameWithoutExtension(rendition.Name) == preset).ToList();
        return candidates is null ? null : AcceptedFormats.Best(candidates, request.GetTypedHeaders().Accept)?.Name;
    }
}
