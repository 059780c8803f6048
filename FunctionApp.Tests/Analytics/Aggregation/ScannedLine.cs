namespace FunctionApp.Tests.Analytics.Aggregation;

/// <summary>What was read off one line.</summary>
internal sealed record ScannedLine(string Type, long UtcTicks, IReadOnlyList<string?> Texts, IReadOnlyList<double?> Numbers)
{
    public bool Equals(ScannedLine? other)
        => other is not null && Type == other.Type && UtcTicks == other.UtcTicks && Texts.SequenceEqual(other.Texts) && Numbers.SequenceEqual(other.Numbers);

    public override int GetHashCode() => HashCode.Combine(Type, UtcTicks);

    public override string ToString() => $"{Type} {UtcTicks} [{string.Join(" | ", Texts)}] [{string.Join(" | ", Numbers)}]";
}
