namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>What an event has in a field.</summary>
internal enum FieldKind : byte
{
    /// <summary>Nothing, or null.</summary>
    Absent,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>An object or an array.</summary>
    Composite,
}
