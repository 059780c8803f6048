using System.ComponentModel.DataAnnotations;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Import;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Presets;
using FunctionApp.Core.Images.Transforms;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images;

/// <summary>Configuration of the image pipeline. Bound from <c>Images</c>.</summary>
public sealed record ImageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Images";

    private static readonly IReadOnlyDictionary<string, ImagePreset> DefaultPresets = new Dictionary<string, ImagePreset>(StringComparer.Ordinal)
    {
        ["thumb"] = new() { Width = 200, Height = 200, Fit = ImageFit.Cover },
        ["small"] = new() { Width = 480 },
        ["medium"] = new() { Width = 960 },
        ["large"] = new() { Width = 1920 },
    };

    /// <summary>Sizes by name. Presets you configure replace the defaults: thumb (200x200 cover), small (480), medium (960) and large (1920 wide).</summary>
    public IDictionary<string, ImagePreset> Presets { get; init; } = new Dictionary<string, ImagePreset>(StringComparer.Ordinal);

    /// <summary>Encoder quality per format.</summary>
    [ValidateObjectMembers]
    public ImageQuality Quality { get; init; } = new();

    /// <summary>What is accepted, and how much is worked on at once.</summary>
    [ValidateObjectMembers]
    public ImageLimits Limits { get; init; } = new();

    /// <summary>Renditions made on request.</summary>
    [ValidateObjectMembers]
    public TransformOptions Transforms { get; init; } = new();
    /// <summary>How images are fetched from elsewhere.</summary>
    [ValidateObjectMembers]
    public ImportOptions Import { get; init; } = new();

    /// <summary>Labels from a vision service.</summary>
    [ValidateObjectMembers]
    public LabelOptions Labels { get; init; } = new();

    /// <summary>Image engines in order of preference; the first that can do a job does it. Empty means as the host registers them.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>Whether the place a photo was taken at stays in its manifest. Default false.</summary>
    public bool IncludeGps { get; init; }

    /// <summary>Megapixels of source that one render activity takes on; a larger image is spread over several. Default 40.</summary>
    [Range(1, 10_000)]
    public double MegapixelsPerActivity { get; init; } = 40;

    /// <summary>Children that a batch keeps running at the same time. Default 16.</summary>
    [Range(1, 1_000)]
    public int BatchWindow { get; init; } = 16;

    /// <summary>The presets in force, by name.</summary>
    public IReadOnlyDictionary<string, ImagePreset> EffectivePresets => Presets.Count > 0 ? Presets.AsReadOnly() : DefaultPresets;

    /// <summary>Every rendition of the named presets.</summary>
    /// <param name="presets">Names of presets; empty means all.</param>
    public IReadOnlyList<RenditionSpec> Renditions(IReadOnlyCollection<string> presets) =>
    [
        .. EffectivePresets
            .Where(preset => presets.Count == 0 || presets.Contains(preset.Key))
            .SelectMany(preset => preset.Value.Renditions(preset.Key, Quality.For)),
    ];
}
