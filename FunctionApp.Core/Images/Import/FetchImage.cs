using System.Net;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Import;

/// <summary>Fetches the bytes behind a URL and makes them an original, hashing as they come.</summary>
public sealed class FetchImage(
    OutboundUrls urls, OutboundClient outbound, ImageIntake intake, ImageCatalog catalog, IOptions<ImageOptions> options, TimeProvider time)
    : IActivity<FetchImageInput, FetchedImage>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<FetchImageInput, FetchedImage> Name = new(nameof(FetchImage));

    /// <inheritdoc/>
    public async Task<FetchedImage> RunAsync(FetchImageInput input, CancellationToken cancellationToken)
    {
        if (!urls.TryParse(input.Url, out var url, out var error))
        {
            return new() { Reason = error };
        }

        try
        {
            var limits = new OutboundLimits(options.Value.Import.FetchTimeout, options.Value.Limits.MaxUploadBytes);
            await using var response = await outbound.GetAsync(url, limits, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK
                ? await TakeAsync(response, input.Presets, cancellationToken)
                : new()
                {
                    Reason = $"'{response.Url.IdnHost}' answered {(int)response.StatusCode}.",
                    IsTransient = IsTransient(response.StatusCode),
                    RetryAfterSeconds = response.RetryAfter?.TotalSeconds,
                };
        }
        catch (OutboundException exception)
        {
            return new()
            {
                Reason = exception.Message,
                IsTransient = exception.IsTransient,
                RetryAfterSeconds = (exception.RetryAt - time.GetUtcNow())?.TotalSeconds,
            };
        }
    }

    private static bool IsTransient(HttpStatusCode status)
        => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    /// <summary>The file's name by the URL, or the host where the path has none that can be one.</summary>
    private static string NameOf(Uri url)
    {
        var name = Uri.UnescapeDataString(url.Segments[^1]).Trim('/');
        return BlobName.Error(name) is null ? name : url.IdnHost;
    }

    private async Task<FetchedImage> TakeAsync(OutboundResponse response, IReadOnlyList<string> presets, CancellationToken cancellationToken)
    {
        await using var received = await intake.ReceiveAsync(response.Body, cancellationToken);
        if (received.Digest.Format is null)
        {
            return new() { Reason = $"What '{response.Url.IdnHost}' sent is no image of a format we know." };
        }

        var job = await intake.AdmitAsync(received, NameOf(response.Url), presets, cancellationToken);
        return new() { Job = job, NeedsWork = await catalog.FindAsync(job.ImageId, cancellationToken) is null or { Status: ImageStatus.Failed } };
    }
}
