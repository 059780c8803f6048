using FunctionApp.Tests.Support;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Images;

[TestClass]
public sealed class ImageOptionsTests
{
    [TestMethod]
    [DataRow("Images:Presets:Big One:Width", "100", "a preset's name")]
    [DataRow("Images:Presets:wide:Fit", "Cover", "cover needs both")]
    [DataRow("Images:Presets:none:Fit", "Inside", "set Width or Height")]
    [DataRow("Images:Presets:huge:Width", "16384", "16,383")]
    [DataRow("Images:Presets:small:Width", "0", "16,383")]
    [DataRow("Images:Engines:0", "magick", "this host has: libvips")]
    [DataRow("Images:BatchWindow", "0", "BatchWindow")]
    [DataRow("Images:Limits:MaxUploadBytes", "0", "MaxUploadBytes")]
    [DataRow("Images:Quality:Jpeg", "101", "Jpeg")]
    [DataRow("Images:Transforms:MinQuality", "96", "MinQuality is at most MaxQuality")]
    [DataRow("Images:Transforms:Formats:0", "Svg", "no engine of this host can make Svg")]
    [DataRow("Images:Transforms:MaxSide", "0", "MaxSide")]
    [DataRow("Images:Labels:Endpoint", "https://name.cognitiveservices.azure.com", "Images:Labels:Key")]
    [DataRow("Images:Labels:Endpoint", "http://name.cognitiveservices.azure.com", "https")]
    [DataRow("Images:Labels:Key", "of two\r\nlines", "Images:Labels:Key")]
    [DataRow("Images:Labels:MinConfidence", "2", "MinConfidence")]
    [DataRow("Images:Labels:Language", "en&x=y", "Language")]
    [DataRow("Circuits:FailureRatio", "0", "FailureRatio")]
    [DataRow("Circuits:BreakDuration", "00:20:00", "MaxBreakDuration")]
    public async Task A_setting_that_makes_no_sense_keeps_the_host_from_starting_and_is_named(string key, string value, string told)
    {
        var exception = await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => EmbeddedHost.StartAsync(settings: [new(key, value)]));

        Assert.Contains(told, exception.Message);
    }

    [TestMethod]
    public async Task A_preset_that_no_engine_can_make_keeps_the_host_from_starting()
    {
        var exception = await Assert.ThrowsExactlyAsync<OptionsValidationException>(() => EmbeddedHost.StartAsync(
            settings: [new("Images:Presets:vector:Width", "100"), new("Images:Presets:vector:Formats:0", "Svg")]));

        Assert.Contains("no engine of this host can make vector.svg", exception.Message);
    }

    [TestMethod]
    public async Task Presets_that_are_configured_replace_the_defaults()
    {
        await using var host = await EmbeddedHost.StartAsync(settings:
        [
            new("Images:Presets:square:Width", "32"),
            new("Images:Presets:square:Height", "32"),
            new("Images:Presets:square:Fit", "Cover"),
            new("Images:Presets:square:Formats:0", "Png"),
        ]);

        var manifest = await host.ProcessAsync(TestImages.Photo(320, 240, seed: 1));

        CollectionAssert.AreEqual(
            new[] { "square.png 32x32" }, manifest.Renditions.Select(rendition => $"{rendition.Name} {rendition.Width}x{rendition.Height}").ToArray());
    }
}
