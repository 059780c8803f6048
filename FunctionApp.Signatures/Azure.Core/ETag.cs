namespace Azure;

public readonly struct ETag(string etag) : IEquatable<ETag>
{
    public static readonly ETag All = new("*");
    public bool Equals(ETag other) => throw null!;
    public override bool Equals(object? obj) => throw null!;
    public override int GetHashCode() => throw null!;
    public string ToString(string format) => format == "H" ? $"\"{etag}\"" : etag;
}
