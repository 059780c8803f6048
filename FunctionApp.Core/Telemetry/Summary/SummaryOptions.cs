using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>How far back an instance remembers its own measurements. Bound from <c>Telemetry:Summary</c>.</summary>
public sealed record SummaryOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Telemetry:Summary";

    /// <summary>The most steps: what bounds the memory, at most about a kilobyte for each step of each kind of operation.</summary>
    public const int MaxSteps = 1_000;

    /// <summary>How far back series, rates and percentiles look; at most 1,000 steps. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one step of a series is. Default 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan Step { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Steps in the window, the one that is going on included.</summary>
    internal int Steps => (int)Math.Ceiling(Window / Step);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Steps is > 1 and <= MaxSteps ? [] : [new($"{Section}:Window is 2 to {MaxSteps} times {Section}:Step.")];
}
