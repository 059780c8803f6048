using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionApp.Core.Api;

/// <summary>A response body that knows how many bytes were written to it, by whichever of its three ways.</summary>
internal sealed class CountedResponseBody(IHttpResponseBodyFeature body) : IHttpResponseBodyFeature
{
    private readonly CountedPipeWriter _writer = new(body.Writer);
    private Stream? _stream;
    private long _sent;

    /// <summary>Bytes so far.</summary>
    public long Bytes => _writer.Bytes + Interlocked.Read(ref _sent);

    /// <inheritdoc/>
    public Stream Stream => _stream ??= _writer.AsStream(leaveOpen: true);

    /// <inheritdoc/>
    public PipeWriter Writer => _writer;

    /// <inheritdoc/>
    public void DisableBuffering() => body.DisableBuffering();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default) => body.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        await body.SendFileAsync(path, offset, count, cancellationToken);
        Interlocked.Add(ref _sent, count ?? new FileInfo(path).Length - offset);
    }

    /// <inheritdoc/>
    public Task CompleteAsync() => body.CompleteAsync();
}
