namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>What may differ between lines of one shape at a place.</summary>
internal enum ShapeToken : byte
{
    /// <summary>What is between the quotes of a text.</summary>
    Text,

    /// <summary>A number, true, false or null.</summary>
    Bare,

    /// <summary>Nothing: an object or array has just begun.</summary>
    Composite,

    /// <summary>Nothing: the line is over.</summary>
    End,
}
