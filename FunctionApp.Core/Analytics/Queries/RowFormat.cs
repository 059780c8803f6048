namespace FunctionApp.Core.Analytics.Queries;

/// <summary>How rows are written.</summary>
public enum RowFormat
{
    /// <summary>JSON objects with commas between them.</summary>
    Json,

    /// <summary>Lines of comma-separated values.</summary>
    Csv,
}
