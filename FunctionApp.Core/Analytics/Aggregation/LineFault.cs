namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>Why a line is no event.</summary>
internal enum LineFault : byte
{
    None,
    NotJson,
    NotUtf8,
    TooDeep,
    NotAnObject,
    NoType,
    NoTime,
    TooLong,
}
