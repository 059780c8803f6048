namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>The fields of an event that have a meaning of their own.</summary>
internal enum EventField
{
    Other,
    Id,
    Source,
    Type,
    Time,
    Subject,
    Data,
    SpecVersion,
}
