namespace FunctionApp.Core.Gateway;

/// <summary>What a caller must be to use an operation. Each level includes the ones before it.</summary>
public enum AccessLevel
{
    /// <summary>Anybody, with or without a key: health and documents.</summary>
    Anonymous,

    /// <summary>Sees everything, changes nothing.</summary>
    Reader,

    /// <summary>Uploads, posts and deletes what the pipelines work on.</summary>
    Writer,

    /// <summary>Commands the system itself: orchestrations, circuits, keys.</summary>
    Operator,
}
