using System.Text.Json;
using FunctionApp.Core.Storage;
using FunctionApp.Local.Blobs;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Tests.Support;

/// <summary>A blob store that several processes share over the network, as instances in Azure do.</summary>
internal sealed class BlobServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly LoopbackServer _server;

    private BlobServer(TemporaryFolder folder, LoopbackServer server)
    {
        _folder = folder;
        _server = server;
    }

    public Uri Address => _server.Address;

    public static async Task<BlobServer> StartAsync()
    {
        var folder = new TemporaryFolder();
        var blobs = new FileBlobStore(folder.Path, TimeProvider.System, new DurableFiles());
        return new(folder, await LoopbackServer.StartAsync(http => AnswerAsync(blobs, http)));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task AnswerAsync(FileBlobStore blobs, HttpContext http)
    {
        var call = JsonSerializer.Deserialize<BlobCall>(Convert.FromBase64String(http.Request.Headers[BlobCall.Header]!), JsonSerializerOptions.Web)!;
        try
        {
            await (call.Method switch
            {
                nameof(IBlobStore.OpenReadAsync) => SendAsync(blobs, call, http),
                nameof(IBlobStore.GetPropertiesAsync) => JsonAsync(blobs.GetPropertiesAsync(call.Blob, http.RequestAborted)),
                nameof(IBlobStore.WriteAsync) => JsonAsync(blobs.WriteAsync(call.Blob, http.Request.Body, call.Write, http.RequestAborted)),
                nameof(IBlobStore.DeleteAsync) => JsonAsync(blobs.DeleteAsync(call.Blob, call.Condition, http.RequestAborted)),
                _ => JsonAsync(blobs.ListAsync(call.Blob.Container, call.List, http.RequestAborted)),
            });
        }
        catch (ArgumentException exception)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync(exception.Message);
        }

        async Task JsonAsync<T>(Task<T> answer) => await http.Response.WriteAsJsonAsync(await answer, JsonSerializerOptions.Web);
    }

    private static async Task SendAsync(FileBlobStore blobs, BlobCall call, HttpContext http)
    {
        BlobRange? range = call.Offset is { } offset ? new(offset, call.Length) : null;
        await using var content = await blobs.OpenReadAsync(call.Blob, range, http.RequestAborted);
        if (content is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.Headers[BlobCall.Properties] =
            Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(content.Properties, JsonSerializerOptions.Web));
        await content.Stream.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
