#nullable disable

namespace Azure.Storage.Blobs.Models;

public readonly struct BlobErrorCode(string value) : IEquatable<BlobErrorCode>
{
    private readonly string _value = value;
    public static BlobErrorCode BlobAlreadyExists => new("BlobAlreadyExists");
    public static BlobErrorCode ContainerNotFound => new("ContainerNotFound");
    public static implicit operator BlobErrorCode(string value) => new(value);
    public static bool operator ==(BlobErrorCode left, BlobErrorCode right) => left.Equals(right);
    public static bool operator !=(BlobErrorCode left, BlobErrorCode right) => !left.Equals(right);
    public bool Equals(BlobErrorCode other) => _value == other._value;
    public override bool Equals(object obj) => throw null;
    public override int GetHashCode() => throw null;
}
