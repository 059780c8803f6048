using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Queries;

namespace FunctionApp.Core.Analytics.Monitors;

/// <summary>Where an alert stands.</summary>
[JsonConverter(typeof(CamelCaseNames<AlertState>))]
public enum AlertState
{
    /// <summary>Nobody has seen it yet.</summary>
    Firing,

    /// <summary>Nobody has seen it for too long.</summary>
    Escalated,

    /// <summary>Somebody has seen it.</summary>
    Acknowledged,

    /// <summary>The metric is within bounds again, or the monitor is gone.</summary>
    Resolved,
}
