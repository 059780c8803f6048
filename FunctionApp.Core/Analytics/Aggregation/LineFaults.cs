namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Faults in words.</summary>
internal static class LineFaults
{
    public static string Reason(this LineFault fault) => fault switch
    {
        LineFault.NotUtf8 => "The line is not UTF-8.",
        LineFault.TooDeep => $"The line is nested deeper than {EventScanner.MaxDepth}.",
        LineFault.NotAnObject => "The line is not a JSON object.",
        LineFault.NoType => "'type' is a text that is not empty.",
        LineFault.NoTime => "'time' is a time as in RFC 3339, for example 2026-01-31T12:00:00Z.",
        LineFault.TooLong => $"The line is longer than {LineReader.MaxLineBytes:N0} bytes.",
        _ => "The line is not JSON.",
    };
}
