using System.Text.Json;
using FunctionApp.Core.Costs;
using FunctionApp.Core.Images.Catalog;

namespace FunctionApp.Local.Cli;

/// <summary>What the demo did: the object that <c>--json</c> prints.</summary>
/// <param name="Images">One manifest a file, in the files' order.</param>
/// <param name="Streams">What became of the sample events, one entry a stream.</param>
/// <param name="Seconds">From the first file read to the last manifest and window.</param>
internal sealed record DemoReport(IReadOnlyList<ImageManifest> Images, IReadOnlyList<DemoStream> Streams, double Seconds)
{
    /// <summary>What the run costs on each platform, and a month of a million such images; the cheapest month first.</summary>
    public IReadOnlyList<PlatformCost> Costs { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, DemoReportJson.Default.DemoReport);
}
