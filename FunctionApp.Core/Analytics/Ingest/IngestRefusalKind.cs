namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>The kinds of faults for which a request is refused as a whole.</summary>
public enum IngestRefusalKind
{
    /// <summary>The bytes are not what they are said to be, or end too soon.</summary>
    Unreadable,

    /// <summary>A media type or compression that is not understood.</summary>
    Unsupported,

    /// <summary>More bytes than are accepted.</summary>
    TooLarge,

    /// <summary>There are as many streams as are allowed.</summary>
    TooManyStreams,
}
