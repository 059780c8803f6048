namespace FunctionApp.Core.Costs.Usage;

/// <summary>How long executions took, measured, and as platforms round it. Each execution is rounded before it is added: afterwards it is too late.</summary>
public sealed record ExecutionTime
{
    /// <summary>No time.</summary>
    public static ExecutionTime Zero { get; } = new();

    /// <summary>Measured time in microseconds.</summary>
    public long Microseconds { get; init; }

    /// <summary>Milliseconds, each execution rounded up to one.</summary>
    public long Milliseconds { get; init; }

    /// <summary>Milliseconds, each execution rounded up to one and counted as at least 100.</summary>
    public long AtLeastHundredMilliseconds { get; init; }

    /// <summary>Milliseconds, each execution rounded up to a multiple of 100.</summary>
    public long HundredMilliseconds { get; init; }

    /// <summary>Milliseconds, each execution rounded up to a multiple of 100 and counted as at least 1,000.</summary>
    public long AtLeastSecond { get; init; }

    /// <summary>The time of one execution, in every rounding.</summary>
    public static ExecutionTime Of(TimeSpan duration)
    {
        var milliseconds = (long)Math.Ceiling(duration.TotalMilliseconds);
        var hundreds = (milliseconds + 99) / 100 * 100;
        return new()
        {
            Microseconds = (long)Math.Ceiling(duration.TotalMicroseconds),
            Milliseconds = milliseconds,
            AtLeastHundredMilliseconds = Math.Max(milliseconds, 100),
            HundredMilliseconds = hundreds,
            AtLeastSecond = Math.Max(hundreds, 1_000),
        };
    }

    /// <summary>Both together.</summary>
    public static ExecutionTime operator +(ExecutionTime left, ExecutionTime right) => new()
    {
        Microseconds = left.Microseconds + right.Microseconds,
        Milliseconds = left.Milliseconds + right.Milliseconds,
        AtLeastHundredMilliseconds = left.AtLeastHundredMilliseconds + right.AtLeastHundredMilliseconds,
        HundredMilliseconds = left.HundredMilliseconds + right.HundredMilliseconds,
        AtLeastSecond = left.AtLeastSecond + right.AtLeastSecond,
    };

    /// <summary>Milliseconds by a rounding.</summary>
    public decimal In(TimeRounding rounding) => rounding switch
    {
        TimeRounding.Millisecond => Milliseconds,
        TimeRounding.AtLeastHundredMilliseconds => AtLeastHundredMilliseconds,
        TimeRounding.HundredMilliseconds => HundredMilliseconds,
        TimeRounding.AtLeastSecond => AtLeastSecond,
        _ => Microseconds / 1_000m,
    };
}
