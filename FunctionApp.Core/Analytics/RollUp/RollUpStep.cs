namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>What is to be done next for a stream.</summary>
public sealed record RollUpStep
{
    /// <summary>The roll-up.</summary>
    public long Position { get; init; }

    /// <summary>Its parts; 0 when there is nothing to do.</summary>
    public int Parts { get; init; }

    /// <summary>Whether more segments wait than it takes on.</summary>
    public bool HasMore { get; init; }

    /// <summary>What is to be judged by the clock, when the stream is watched and there is nothing to apply; else null.</summary>
    public SilentWindows? Silence { get; init; }

    /// <summary>Whether the stream does not exist any more.</summary>
    public bool IsGone { get; init; }
}
