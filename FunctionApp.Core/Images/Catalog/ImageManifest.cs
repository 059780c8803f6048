using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Exif;
using FunctionApp.Core.Images.Labels;

namespace FunctionApp.Core.Images.Catalog;

/// <summary>Everything known of one image: the document behind <c>GET /images/{id}</c>.</summary>
public sealed record ImageManifest
{
    /// <summary>The image's id; see <see cref="Images.ImageId"/>.</summary>
    public required string ImageId { get; init; }

    /// <summary>The orchestration instance that made it.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Where the image stands.</summary>
    public required ImageStatus Status { get; init; }

    /// <summary>Why it was rejected or failed; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>What was uploaded.</summary>
    public required ImageSource Source { get; init; }

    /// <summary>Camera metadata; null when there is none.</summary>
    public ExifData? Exif { get; init; }

    /// <summary>Colours, hashes and exposure; null until completed.</summary>
    public ImageAnalysis? Analysis { get; init; }

    /// <summary>Words for what is in the picture, the surest first; empty when there are none, see <see cref="LabelsStatus"/>.</summary>
    public IReadOnlyList<ImageLabel> Labels { get; init => field = value ?? []; } = [];

    /// <summary>Whether there are labels, and if not, why; null until completed.</summary>
    public LabelsStatus? LabelsStatus { get; init; }

    /// <summary>One sentence about the picture; null when not asked for.</summary>
    public string? Caption { get; init; }

    /// <summary>The text in the picture; null when not asked for, or when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>How many people are in the picture; null when not asked for.</summary>
    public int? People { get; init; }

    /// <summary>What was made of it, in preset order; empty until completed.</summary>
    public IReadOnlyList<Rendition> Renditions { get; init; } = [];

    /// <summary>Where the time went; null until finished.</summary>
    public ImageTimings? Timings { get; init; }

    /// <summary>What it took, and what that costs; null until finished.</summary>
    public ImageCost? Cost { get; init; }

    /// <summary>When the image was accepted (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was completed, rejected or failed (UTC); null until then.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The manifest of an image that was accepted a moment ago.</summary>
    /// <param name="job">What was accepted.</param>
    /// <param name="instanceId">The orchestration that works on it.</param>
    public static ImageManifest Processing(ImageJob job, string instanceId) => new()
    {
        ImageId = job.ImageId,
        InstanceId = instanceId,
        Status = ImageStatus.Processing,
        CreatedAt = job.AcceptedAt,
        Source = new()
        {
            Name = job.Name,
            Bytes = job.Bytes,
            Sha256 = job.Sha256,
            ContentType = job.Format?.ContentType() ?? "application/octet-stream",
            Format = job.Format,
        },
    };

    /// <summary>Whether this manifest says more than another of the same image; see <see cref="ImageCatalog.PublishAsync"/>.</summary>
    internal bool MayReplace(ImageManifest current) => this switch
    {
        { Status: ImageStatus.Processing } => current.Status == ImageStatus.Failed,
        { Status: ImageStatus.Completed, LabelsStatus: Images.Labels.LabelsStatus.Unavailable }
            => current is not { Status: ImageStatus.Completed, LabelsStatus: Images.Labels.LabelsStatus.Available or Images.Labels.LabelsStatus.Refused },
        _ => true,
    };

    /// <summary>The same image with what the vision service sees in it, if it does.</summary>
    internal ImageManifest LabelledBy(LabelDetection detection) => this with
    {
        LabelsStatus = detection.Status,
        Labels = detection.Labels?.Labels ?? [],
        Caption = detection.Labels?.Caption,
        Text = detection.Labels?.Text,
        People = detection.Labels?.People,
    };

    /// <summary>The same image, refused.</summary>
    public ImageManifest RejectedWith(ImageFailure rejection, DateTimeOffset at)
        => this with { Status = ImageStatus.Rejected, Reason = rejection.Message, CompletedAt = at };

    /// <summary>The same image, not finished through a fault of ours.</summary>
    public ImageManifest FailedWith(string reason, DateTimeOffset at)
        => this with { Status = ImageStatus.Failed, Reason = reason, CompletedAt = at };
}
