namespace FunctionApp.Core.Analytics.Queries.Calendar;

/// <summary>What window sizes are counted in.</summary>
public enum WindowUnit
{
    /// <summary>A second.</summary>
    Second,

    /// <summary>60 seconds.</summary>
    Minute,

    /// <summary>60 minutes.</summary>
    Hour,

    /// <summary>From midnight to midnight in a time zone: 23 to 25 hours where clocks change.</summary>
    Day,

    /// <summary>Seven days from Monday (ISO 8601).</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}
