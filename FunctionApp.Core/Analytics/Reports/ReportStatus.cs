using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>How a report stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReportStatus>))]
public enum ReportStatus
{
    /// <summary>It is being made.</summary>
    Running,

    /// <summary>It is there.</summary>
    Completed,

    /// <summary>It cannot be made as asked for; the reason is told.</summary>
    Rejected,

    /// <summary>Making it went wrong, or it was terminated.</summary>
    Failed,
}
