using System.Text.RegularExpressions;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Transforms;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images;

/// <summary>Finds at start what would otherwise fail at the first image: bad names, presets without a size, work that no engine can do.</summary>
internal sealed partial class ImageOptionsValidator(IEnumerable<IImageEngine> engines) : IValidateOptions<ImageOptions>
{
    public ValidateOptionsResult Validate(string? name, ImageOptions options)
    {
        var known = engines.Select(engine => engine.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var errors = options.Engines
            .Where(engine => !known.Contains(engine))
            .Select(engine => $"Images:Engines names '{engine}', but this host has: {string.Join(", ", known)}.")
            .Concat(TransformErrors(options.Transforms))
            .Concat(options.EffectivePresets.SelectMany(preset => Errors(preset.Key, options)))
            .Concat(options.Labels.Error is { } labels ? [labels] : [])
            .ToList();

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> TransformErrors(TransformOptions transforms)
    {
        foreach (var format in transforms.Formats.Where(format => !engines.Any(engine => engine.Capabilities.Outputs.Contains(format))))
        {
            yield return $"Images:Transforms:Formats: no engine of this host can make {format}.";
        }

        if (transforms.MinQuality > transforms.MaxQuality)
        {
            yield return "Images:Transforms: MinQuality is at most MaxQuality.";
        }
    }

    private IEnumerable<string> Errors(string name, ImageOptions options)
    {
        var preset = options.EffectivePresets[name];
        if (!PresetName().IsMatch(name))
        {
            yield return $"Images:Presets:{name}: a preset's name has 1-32 characters of a-z, 0-9 and hyphen.";
        }

        if (preset is { Width: null, Height: null } or { Fit: ImageFit.Cover, Width: null } or { Fit: ImageFit.Cover, Height: null })
        {
            yield return $"Images:Presets:{name}: set Width or Height; cover needs both.";
        }

        if (preset.Width is < 1 or > 16_383 || preset.Height is < 1 or > 16_383)
        {
            yield return $"Images:Presets:{name}: sides are 1 to 16,383 pixels, the most that WebP can hold.";
        }

        foreach (var rendition in preset.Renditions(name, options.Quality.For))
        {
            if (!engines.Any(engine => engine.Capabilities.CanRender(rendition)))
            {
                yield return $"Images:Presets:{name}: no engine of this host can make {rendition.Name} ({rendition.Fit}).";
            }
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,31}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex PresetName();
}
