using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Vips;
using FunctionApp.Tests.Contracts;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Images.Vips;

[TestClass]
public sealed class VipsImageEngineTests : ImageEngineContract
{
    protected override IImageEngine Create(ImageLimits limits) => new VipsImageEngine(Options.Create(limits));
}
