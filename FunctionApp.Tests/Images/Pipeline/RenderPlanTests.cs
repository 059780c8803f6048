using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Pipeline;

namespace FunctionApp.Tests.Images.Pipeline;

[TestClass]
public sealed class RenderPlanTests
{
    private static readonly ImageOptions Options = new();

    [TestMethod]
    [DataRow(640, 480, 1)]
    [DataRow(8000, 5000, 1)]
    [DataRow(8000, 5001, 2)]
    [DataRow(10_000, 10_000, 3)]
    [DataRow(30_000, 30_000, 4)]
    public void A_small_image_is_one_activity_and_a_huge_one_several_but_never_more_than_there_are_sizes(int width, int height, int batches)
        => Assert.HasCount(batches, RenderPlan.For(Job(), Probe(width, height), Options));

    [TestMethod]
    public void Every_rendition_is_made_once_and_all_formats_of_a_size_together()
    {
        var plan = RenderPlan.For(Job(), Probe(12_000, 9_000), Options);

        CollectionAssert.AreEquivalent(
            Options.Renditions([]).Select(spec => spec.Name).ToArray(), plan.SelectMany(batch => batch.Specs).Select(spec => spec.Name).ToArray());
        foreach (var size in plan.SelectMany((batch, number) => batch.Specs.Select(spec => (spec.Width, number))).GroupBy(spec => spec.Width))
        {
            Assert.AreEqual(1, size.Select(spec => spec.number).Distinct().Count());
        }
    }

    [TestMethod]
    public void The_costly_size_has_an_activity_to_itself()
    {
        var plan = RenderPlan.For(Job(), Probe(10_000, 10_000), Options);

        Assert.IsTrue(plan.Single(batch => batch.Specs.Any(spec => spec.Width == 1920)).Specs.All(spec => spec.Width == 1920));
    }

    [TestMethod]
    public void Only_the_presets_of_the_job_are_planned()
    {
        var plan = RenderPlan.For(Job() with { Presets = ["thumb"] }, Probe(640, 480), Options);

        CollectionAssert.AreEquivalent(new[] { "thumb.webp", "thumb.jpg" }, plan.Single().Specs.Select(spec => spec.Name).ToArray());
    }

    private static ImageJob Job() => new() { ImageId = "", Sha256 = "", Name = "", Bytes = 1, AcceptedAt = default };

    private static ImageProbe Probe(int width, int height) => new()
    {
        Format = ImageFormat.Jpeg,
        Width = width,
        Height = height,
        Orientation = 1,
        Frames = 1,
        HasAlpha = false,
        HasProfile = false,
    };
}
