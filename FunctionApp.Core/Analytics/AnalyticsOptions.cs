using System.ComponentModel.DataAnnotations;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Reports;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Windows;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics;

/// <summary>Configuration of analytics. Bound from <c>Analytics</c>.</summary>
public sealed record AnalyticsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Analytics";

    /// <summary>Most streams there may be; an event for one more is answered with 409. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxStreams { get; init; } = 10_000;

    /// <summary>Most event types that are told apart in an hour of a stream; further ones are counted together as <c>(other)</c>. Default 50.</summary>
    [Range(1, 1_000)]
    public int MaxTypesPerStream { get; init; } = 50;

    /// <summary>What is accepted, and how it is written.</summary>
    [ValidateObjectMembers]
    public IngestOptions Ingest { get; init; } = new();

    /// <summary>How events become windows.</summary>
    [ValidateObjectMembers]
    public RollUpOptions RollUp { get; init; } = new();

    /// <summary>How long windows are kept, and how many in memory.</summary>
    [ValidateObjectMembers]
    public WindowOptions Windows { get; init; } = new();

    /// <summary>How reports are computed.</summary>
    [ValidateObjectMembers]
    public ReportOptions Reports { get; init; } = new();

    /// <summary>How much a query may ask for.</summary>
    [ValidateObjectMembers]
    public QueryOptions Queries { get; init; } = new();

    /// <summary>How streams are watched.</summary>
    [ValidateObjectMembers]
    public MonitorOptions Monitors { get; init; } = new();
}
