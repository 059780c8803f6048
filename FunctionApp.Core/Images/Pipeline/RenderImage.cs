using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Images.Pipeline;

/// <summary>Decodes an image once and stores renditions of it.</summary>
public sealed class RenderImage(OriginalReader originals, ImageEngines engines, RenditionStore renditions, TimeProvider time)
    : IActivity<RenderBatch, RenderResult>
{
    /// <summary>The registered name.</summary>
    public static readonly ActivityName<RenderBatch, RenderResult> Name = new(nameof(RenderImage));

    /// <inheritdoc/>
    public async Task<RenderResult> RunAsync(RenderBatch input, CancellationToken cancellationToken)
    {
        using var original = await originals.ReadAsync(input.Job, cancellationToken);
        var started = time.GetTimestamp();
        var stored = new List<Rendition>(input.Specs.Count);

        var rejection = await engines.RenderAsync(
            original.Memory,
            input.Specs,
            async (image, stopping) => stored.Add(await renditions.StoreAsync(input.Job.ImageId, image, stopping)),
            cancellationToken);

        return new(rejection is null ? stored : [], rejection, time.ElapsedMs(started)) { Usage = UsageScope.Current?.SoFar() };
    }
}
