using System.Text.Json.Serialization;

namespace FunctionApp.Core.Images.Labels;

/// <summary>What the vision service is asked for. Each feature is paid for separately.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisionFeature>))]
public enum VisionFeature
{
    /// <summary>Words for what is in the picture, with confidence.</summary>
    Tags,

    /// <summary>One sentence about the picture. Not every region of the service offers it.</summary>
    Caption,

    /// <summary>How many people are in the picture.</summary>
    People,

    /// <summary>Printed and handwritten text.</summary>
    Read,
}
