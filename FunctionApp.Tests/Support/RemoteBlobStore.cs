using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core;
using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Support;

/// <summary>The blobs of a <see cref="BlobServer"/>.</summary>
internal sealed class RemoteBlobStore(Uri server) : IBlobStore, IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server };

    public async Task<BlobContent?> OpenReadAsync(BlobRef blob, BlobRange? range = null, CancellationToken cancellationToken = default)
    {
        BlobName.Require(blob);
        var call = new BlobCall { Method = nameof(OpenReadAsync), Blob = blob, Offset = range?.Offset, Length = range?.Length };
        using var response = await SendAsync(call, content: null, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var properties = Convert.FromBase64String(response.Headers.GetValues(BlobCall.Properties).Single());
        return new(
            Read(JsonSerializer.Deserialize<BlobProperties>(properties, JsonSerializerOptions.Web))!,
            new MemoryStream(await response.Content.ReadAsByteArrayAsync(cancellationToken)));
    }

    public async Task<BlobProperties?> GetPropertiesAsync(BlobRef blob, CancellationToken cancellationToken = default)
    {
        BlobName.Require(blob);
        var call = new BlobCall { Method = nameof(GetPropertiesAsync), Blob = blob };
        return Read(await AskAsync<BlobProperties>(call, content: null, cancellationToken));
    }

    public async Task<BlobProperties?> WriteAsync(
        BlobRef blob, Stream content, BlobWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        BlobName.Require(blob);
        var call = new BlobCall { Method = nameof(WriteAsync), Blob = blob, Write = BlobWriteOptions.Require(options) };
        return Read(await AskAsync<BlobProperties>(call, new StreamContent(content), cancellationToken));
    }

    public Task<bool> DeleteAsync(BlobRef blob, BlobCondition? condition = null, CancellationToken cancellationToken = default)
    {
        BlobName.Require(blob);
        return AskAsync<bool>(new() { Method = nameof(DeleteAsync), Blob = blob, Condition = condition }, content: null, cancellationToken);
    }

    public async Task<Page<BlobProperties>> ListAsync(
        string container, BlobListOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = new BlobCall { Method = nameof(ListAsync), Blob = new(container, ""), List = options };
        var page = (await AskAsync<Page<BlobProperties>>(call, content: null, cancellationToken))!;
        return page with { Items = [.. page.Items.Select(properties => Read(properties)!)] };
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Names of metadata are compared without case, which JSON does not know.</summary>
    private static BlobProperties? Read(BlobProperties? properties)
        => properties is null ? null : properties with { Metadata = properties.Metadata.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase) };

    private async Task<T?> AskAsync<T>(BlobCall call, HttpContent? content, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(call, content, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(BlobCall call, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
        request.Headers.Add(BlobCall.Header, Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(call, JsonSerializerOptions.Web)));
        try
        {
            var response = await _http.SendAsync(request, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.NotFound => response,
                HttpStatusCode.BadRequest => throw new ArgumentException(await response.Content.ReadAsStringAsync(cancellationToken), nameof(call)),
                _ => throw new IOException($"The blob server answered {response.StatusCode}."),
            };
        }
        catch (HttpRequestException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }
}
