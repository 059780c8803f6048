namespace FunctionApp.Tests.Analytics.Ingest;

/// <summary>Bytes that arrive a few at a time.</summary>
internal sealed class TricklingStream(byte[] bytes, int chunk) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
}
