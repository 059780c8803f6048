using System.Security.Cryptography;
using System.Text;
using FunctionApp.Core.Gateway.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace FunctionApp.Core.Gateway.Idempotency;

/// <summary>A request body whose hash is taken while it is read, so that an upload need not be held to be recognised.</summary>
/// <remarks>Whoever reads it may close it; the rest is hashed all the same.</remarks>
internal sealed class FingerprintStream : ObservedReadStream
{
    private const int DrainBytes = 64 * 1024;

    private readonly IncrementalHash _hash;

    /// <summary>Begins with the method, path and query: the same body elsewhere is another call.</summary>
    public FingerprintStream(HttpRequest request, IncrementalHash hash)
        : base(request.Body)
    {
        _hash = hash;
        _hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.GetEncodedPathAndQuery()}\n"));
    }

    /// <summary>Reads what is left, and returns the hash of all.</summary>
    public async Task<string> FinishAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[DrainBytes];
        while (await ReadAsync(buffer, cancellationToken) > 0)
        {
            // Reading is hashing.
        }

        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    protected override void OnRead(ReadOnlySpan<byte> piece) => _hash.AppendData(piece);
}
