using FunctionApp.Adapters.Skia;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Tests.Contracts;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Azure.Packages;

/// <summary>The image engine over SkiaSharp.</summary>
[TestClass]
public sealed class SkiaImageEngineContractTests : ImageEngineContract
{
    protected override IImageEngine Create(ImageLimits limits) => new SkiaImageEngine(Options.Create(limits));
}
