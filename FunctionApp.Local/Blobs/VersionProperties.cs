namespace FunctionApp.Local.Blobs;

/// <summary>What a writer said of one version of a blob, as kept on disk.</summary>
/// <param name="Length">Bytes of the version it belongs to.</param>
/// <param name="LastWriteTime">When that version was stamped, which no other version was.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Metadata">Names and values.</param>
/// <remarks>Bound to length and time but not to the inode number, so that a copy of the data folder keeps its properties.</remarks>
internal sealed record VersionProperties(long Length, DateTimeOffset LastWriteTime, string ContentType, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Whether these are the properties of the version with these facts.</summary>
    public bool Describes(FileFacts facts) => facts.Length == Length && facts.LastWriteTime == LastWriteTime;
}
