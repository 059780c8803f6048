using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>How the records of reports look as JSON: in payloads, in blobs and over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportQuestion))]
[JsonSerializable(typeof(ReportJob))]
[JsonSerializable(typeof(ReportPlan))]
[JsonSerializable(typeof(IReadOnlyList<ReportPiece>))]
[JsonSerializable(typeof(PlannedReport))]
[JsonSerializable(typeof(ReportShard))]
[JsonSerializable(typeof(ReportMerge))]
[JsonSerializable(typeof(ReportStep))]
[JsonSerializable(typeof(ReportConclusion))]
[JsonSerializable(typeof(ReportProgress))]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(Page<Report>))]
public sealed partial class ReportsJson : JsonSerializerContext;
