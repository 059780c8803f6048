using Microsoft.AspNetCore.WebUtilities;

namespace FunctionApp.Core.Images.Intake;

/// <summary>Bytes that came in and are not accepted yet: hashed, and kept in memory or a temporary file until disposed.</summary>
public sealed class ReceivedImage : IAsyncDisposable
{
    private readonly FileBufferingReadStream _spool;

    internal ReceivedImage(FileBufferingReadStream spool, ImageDigest digest, bool isTooLarge)
    {
        _spool = spool;
        Digest = digest;
        IsTooLarge = isTooLarge;
    }

    /// <summary>Hash, length and format of the bytes.</summary>
    public ImageDigest Digest { get; }

    /// <summary>Whether there are more bytes than <see cref="ImageLimits.MaxUploadBytes"/>; reading stopped there.</summary>
    public bool IsTooLarge { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _spool.DisposeAsync();

    /// <summary>The bytes from the beginning.</summary>
    internal Stream OpenRead()
    {
        _spool.Position = 0;
        return _spool;
    }
}
