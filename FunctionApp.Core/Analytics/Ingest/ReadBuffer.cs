using System.Buffers;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>A window onto a stream: what has been read and not been taken yet. Grows only while somebody leaves bytes in it.</summary>
internal sealed class ReadBuffer(Stream content) : IDisposable
{
    private const int InitialSize = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _start;
    private int _end;

    /// <summary>Whether the stream has ended: no more will come than what is here.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>What is here.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Gives up the first bytes.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Reads what the stream has next, behind what is here.</summary>
    public async ValueTask ReadMoreAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await content.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
        _end += read;
        IsAtEnd = read == 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        if (_start > 0)
        {
            Unread.CopyTo(_bytes);
            (_start, _end) = (0, length);
        }

        if (length > _bytes.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            Unread.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
