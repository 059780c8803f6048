using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images;

/// <summary>How an image is made to fit a box.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageFit>))]
public enum ImageFit
{
    /// <summary>The whole image inside the box, sides in proportion.</summary>
    [JsonStringEnumMemberName("inside")]
    Inside,

    /// <summary>The box filled, what sticks out cut off.</summary>
    [JsonStringEnumMemberName("cover")]
    Cover,
}
