using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images.Catalog;

/// <summary>Where an image stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageStatus>))]
public enum ImageStatus
{
    /// <summary>Accepted; its orchestration is not finished.</summary>
    Processing,

    /// <summary>All renditions and the analysis are there.</summary>
    Completed,

    /// <summary>The bytes cannot be used; the reason says why. Trying again would not help.</summary>
    Rejected,

    /// <summary>Something went wrong on our side; the reason says what. Uploading the bytes again tries again.</summary>
    Failed,
}
