using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images;

/// <summary>The part of an image that stays when the rest is cut off.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageGravity>))]
public enum ImageGravity
{
    /// <summary>The middle.</summary>
    [JsonStringEnumMemberName("center")]
    Center,

    /// <summary>The top.</summary>
    [JsonStringEnumMemberName("north")]
    North,

    /// <summary>The top right corner.</summary>
    [JsonStringEnumMemberName("northeast")]
    NorthEast,

    /// <summary>The right side.</summary>
    [JsonStringEnumMemberName("east")]
    East,

    /// <summary>The bottom right corner.</summary>
    [JsonStringEnumMemberName("southeast")]
    SouthEast,

    /// <summary>The bottom.</summary>
    [JsonStringEnumMemberName("south")]
    South,

    /// <summary>The bottom left corner.</summary>
    [JsonStringEnumMemberName("southwest")]
    SouthWest,

    /// <summary>The left side.</summary>
    [JsonStringEnumMemberName("west")]
    West,

    /// <summary>The top left corner.</summary>
    [JsonStringEnumMemberName("northwest")]
    NorthWest,
}
