using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Tests.Webhooks;

/// <summary>A receiver of webhooks: keeps what it gets, and answers as the test says.</summary>
internal sealed class RecordingReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedEvent> _received = [];
    private LoopbackServer _server = null!;

    private RecordingReceiver(Func<int, HttpContext, Task> answer) => Answer = answer;

    /// <summary>Answers the request of a number, from 1.</summary>
    public Func<int, HttpContext, Task> Answer { get; set; }

    public IReadOnlyList<ReceivedEvent> Received => [.. _received];

    public string Url => _server.At("/hook").AbsoluteUri;

    /// <summary>A receiver that takes everything, unless told otherwise.</summary>
    public static async Task<RecordingReceiver> StartAsync(Func<int, HttpContext, Task>? answer = null)
    {
        var receiver = new RecordingReceiver(answer ?? ((_, _) => Task.CompletedTask));
        receiver._server = await LoopbackServer.StartAsync(receiver.TakeAsync);
        return receiver;
    }

    /// <summary>Answers with a status.</summary>
    public static Func<int, HttpContext, Task> Status(int status) => (_, http) =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
        _received.Enqueue(new(
            http.Request.ContentType!,
            http.Request.Headers["webhook-id"].Single()!,
            http.Request.Headers["webhook-timestamp"].Single()!,
            http.Request.Headers["webhook-signature"].Single()!,
            http.Request.QueryString.Value ?? "",
            body));
        await Answer(_received.Count, http);
    }

    internal sealed record ReceivedEvent(string ContentType, string Id, string Timestamp, string Signatures, string Query, string Body)
    {
        public JsonElement Event => JsonElement.Parse(Body);

        public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture));

        /// <summary>Verifies as a receiver would that knows one of the secrets: by the specification, not by our code.</summary>
        public bool IsSignedWith(string secret)
        {
            var key = Convert.FromBase64String(secret["whsec_".Length..]);
            var expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}")));
            return Signatures.Split(' ').Contains($"v1,{expected}");
        }
    }
}
