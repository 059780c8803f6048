using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Whether an image has labels, and if not, why.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LabelsStatus>))]
public enum LabelsStatus
{
    /// <summary>No vision service is configured.</summary>
    [JsonStringEnumMemberName("notConfigured")]
    NotConfigured,

    /// <summary>The service has looked at the image.</summary>
    [JsonStringEnumMemberName("available")]
    Available,

    /// <summary>The service could not be asked in time. The labels are filled in when it can.</summary>
    [JsonStringEnumMemberName("unavailable")]
    Unavailable,

    /// <summary>The service does not take this image, for example because it is too small.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
