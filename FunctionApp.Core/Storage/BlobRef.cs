namespace FunctionApp.Core.Storage;

/// <summary>Names a blob: what travels in payloads instead of bytes.</summary>
/// <param name="Container">The container; see <see cref="BlobName.ContainerError"/> for its rules.</param>
/// <param name="Name">The name inside the container, with / between segments; see <see cref="BlobName.Error"/> for its rules.</param>
public sealed record BlobRef(string Container, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Container}/{Name}";
}
