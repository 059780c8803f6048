using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Gateway.Limits;

/// <summary>A body that did not say how long it is, and fails as soon as it is too long.</summary>
/// <param name="body">The body.</param>
/// <param name="limit">Most bytes.</param>
internal sealed class LimitedReadStream(Stream body, long limit) : ObservedReadStream(body)
{
    private long _read;

    /// <exception cref="BadHttpRequestException">413: more than the limit has come.</exception>
    protected override void OnRead(ReadOnlySpan<byte> piece)
    {
        _read += piece.Length;
        if (_read > limit)
        {
            throw new BadHttpRequestException($"The limit is {limit:N0} bytes.", StatusCodes.Status413PayloadTooLarge);
        }
    }
}
