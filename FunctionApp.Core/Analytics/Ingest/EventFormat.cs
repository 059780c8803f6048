namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>How events are written down.</summary>
public enum EventFormat
{
    /// <summary>One JSON object a line: NDJSON.</summary>
    Lines,

    /// <summary>JSON: an array of events, a single event, or lines after all; the bytes decide.</summary>
    Json,

    /// <summary>Comma-separated values with a header.</summary>
    Csv,
}
