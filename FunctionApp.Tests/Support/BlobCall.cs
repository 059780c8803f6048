using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Support;

/// <summary>What a <see cref="RemoteBlobStore"/> asks of a <see cref="BlobServer"/>.</summary>
internal sealed record BlobCall
{
    /// <summary>The header that carries a call as JSON in base64; the body is the bytes to write.</summary>
    public const string Header = "X-Call";

    /// <summary>The header that carries the properties of the blob in an answer's body.</summary>
    public const string Properties = "X-Properties";

    /// <summary>The method of <see cref="IBlobStore"/>.</summary>
    public required string Method { get; init; }

    public BlobRef Blob { get; init; } = new("", "");

    public long? Offset { get; init; }

    public long? Length { get; init; }

    public BlobWriteOptions? Write { get; init; }

    public BlobCondition? Condition { get; init; }

    public BlobListOptions? List { get; init; }
}
