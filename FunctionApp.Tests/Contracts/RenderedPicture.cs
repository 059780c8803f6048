using FunctionApp.Tests.Images.Fixtures;

namespace FunctionApp.Tests.Contracts;

/// <summary>A rendition as the engine handed it over, and as it looks when decoded.</summary>
internal sealed record RenderedPicture((int Width, int Height) Size, byte[] Bytes, Picture Picture);
