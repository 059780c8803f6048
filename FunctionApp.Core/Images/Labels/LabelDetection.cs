using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Core.Images.Labels;

/// <summary>What came of asking for an image's labels.</summary>
public sealed record LabelDetection : ICircuitAnswer
{
    /// <summary>The outcome.</summary>
    public required LabelsStatus Status { get; init; }

    /// <summary>What the service sees; null unless available.</summary>
    public ImageLabels? Labels { get; init; }

    /// <summary>When to ask again; null when the outcome is final.</summary>
    public Postponement? Postponed { get; init; }

    /// <summary>Why the service does not take the image; null unless refused.</summary>
    public string? Reason { get; init; }

    /// <summary>What finding out used; null when nobody measures.</summary>
    public StepUsage? Usage { get; init; }

    /// <summary>There is nobody to ask.</summary>
    internal static LabelDetection NotConfigured { get; } = new() { Status = LabelsStatus.NotConfigured };

    /// <summary>There is nothing to ask about: the image is gone, or time is up.</summary>
    internal static LabelDetection Missing { get; } = new() { Status = LabelsStatus.Unavailable };

    internal static LabelDetection Found(ImageLabels labels) => new() { Status = LabelsStatus.Available, Labels = labels };

    internal static LabelDetection Refused(string reason) => new() { Status = LabelsStatus.Refused, Reason = reason };

    internal static LabelDetection Later(Postponement postponed) => new() { Status = LabelsStatus.Unavailable, Postponed = postponed };
}
