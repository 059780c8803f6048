namespace FunctionApp.Core.Images.Engines;

/// <summary>A rendition that an engine has just made. Its bytes live in the engine's memory until the consumer returns.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Bytes">The encoded file.</param>
public readonly record struct EncodedImage(RenditionSpec Spec, int Width, int Height, ReadOnlyMemory<byte> Bytes);
