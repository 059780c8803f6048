using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Labels from Azure AI Vision, Image Analysis 4.0. Bound from <c>Images:Labels</c>.</summary>
public sealed record LabelOptions
{
    /// <summary>The vision resource, for example <c>https://name.cognitiveservices.azure.com</c>. Images get no labels without it.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The resource's key. In Azure leave it out: the app's identity is used then.</summary>
    [RegularExpression("^[!-~]+$", ErrorMessage = "Images:Labels:Key is printable ASCII.")]
    public string? Key { get; init; }

    /// <summary>What to ask for: <c>Tags</c>, <c>Caption</c>, <c>People</c>, <c>Read</c>; each costs. Empty means tags.</summary>
    public IReadOnlyList<VisionFeature> Features { get; init; } = [];

    /// <summary>Language of labels and caption. Default <c>en</c>.</summary>
    [RegularExpression("^[A-Za-z]{2,3}(-[A-Za-z]{2,4})?$")]
    public string Language { get; init; } = "en";

    /// <summary>Labels the service is less sure of are left out, 0 to 1. Default 0.5.</summary>
    [Range(0, 1)]
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>Most labels of one image. Default 20.</summary>
    [Range(1, 1_000)]
    public int MaxLabels { get; init; } = 20;

    /// <summary>Most characters of text in one image's manifest. Default 4,000.</summary>
    [Range(0, 20_000)]
    public int MaxTextLength { get; init; } = 4_000;

    /// <summary>The longer side, in pixels, of what is sent to the service. Default 1,600.</summary>
    [Range(VisionLimits.MinSide, VisionLimits.MaxSide)]
    public int MaxSide { get; init; } = 1_600;

    /// <summary>How long one request may take. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request that failed is sent again at once. Default 2.</summary>
    [Range(0, 10)]
    public int MaxRetries { get; init; } = 2;

    /// <summary>How long an image waits for its labels, retries included, before it is completed without them. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long until the service is asked again for labels it failed to give, if its circuit is closed. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the labels of a completed image are tried for. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan FillFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What is asked for.</summary>
    internal IReadOnlyList<VisionFeature> EffectiveFeatures => Features.Count > 0 ? [.. Features.Distinct().Order()] : [VisionFeature.Tags];

    /// <summary>What an orchestration has to know to get labels; null when there are none to get.</summary>
    internal LabelPlan? Plan => Endpoint is null ? null : new(Deadline, FillFor);

    /// <summary>What is wrong with the options taken together; null when nothing is.</summary>
    internal string? Error => this switch
    {
        { Endpoint: null } => null,
        { Endpoint.IsAbsoluteUri: false } => "Images:Labels:Endpoint is an absolute URL.",
        { Endpoint: { IsLoopback: false, Scheme: not "https" } } => "Images:Labels:Endpoint starts with https.",
        { Endpoint.Scheme: not ("https" or "http") } => "Images:Labels:Endpoint starts with https.",
        _ when Timeout > Deadline => "Images:Labels:Timeout is at most Images:Labels:Deadline.",
        _ => null,
    };
}
