using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images;

/// <summary>Classes of <see cref="ImageFailure"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageFailureKind>))]
public enum ImageFailureKind
{
    /// <summary>The bytes are no image.</summary>
    NotAnImage,

    /// <summary>An image of a format that is not accepted.</summary>
    UnsupportedFormat,

    /// <summary>An image that is truncated or damaged.</summary>
    Corrupt,

    /// <summary>An image that is larger than a limit allows.</summary>
    TooLarge,
}
