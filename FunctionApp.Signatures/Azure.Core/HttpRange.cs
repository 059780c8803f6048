namespace Azure;

public readonly struct HttpRange(long offset = 0, long? length = null) : IEquatable<HttpRange>
{
    public long Offset { get; } = offset;
    public long? Length { get; } = length;
    public bool Equals(HttpRange other) => throw null!;
    public override bool Equals(object? obj) => throw null!;
    public override int GetHashCode() => throw null!;
}
