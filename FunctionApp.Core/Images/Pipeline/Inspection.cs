using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Exif;
using FunctionApp.Core.Images.Labels;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>What <see cref="InspectImage"/> found.</summary>
public sealed record Inspection
{
    /// <summary>The image, as far as it could be read.</summary>
    public required ImageSource Source { get; init; }

    /// <summary>Camera metadata; null when there is none.</summary>
    public ExifData? Exif { get; init; }

    /// <summary>Why the image cannot be used; null when it can.</summary>
    public ImageFailure? Rejection { get; init; }

    /// <summary>What to render, one batch per activity; empty when rejected.</summary>
    public IReadOnlyList<RenderBatch> Batches { get; init; } = [];

    /// <summary>How to get labels; null when no vision service is configured, or when rejected.</summary>
    public LabelPlan? Labels { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double ElapsedMs { get; init; }

    /// <summary>What it used; null when nobody measures.</summary>
    public StepUsage? Usage { get; init; }
}
