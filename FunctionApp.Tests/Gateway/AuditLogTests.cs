using FunctionApp.Core.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Tests.Gateway;

[TestClass]
public sealed class AuditLogTests
{
    private readonly CapturedLog _audit = new(AuditLog.Category);
    private readonly IssuedKey _writer = new("acme", AccessLevel.Writer);
    private readonly IssuedKey _reader = new("curious", AccessLevel.Reader);

    [TestMethod]
    public async Task A_call_that_changes_something_is_one_line_with_who_what_and_how_it_ended()
    {
        await using var app = await StartAsync(StatusCodes.Status202Accepted);

        await SendAsync(app, HttpMethod.Post, "/api/write?secret=s3cret", _writer);

        Assert.MatchesRegex("^key:acme called TestWrite on /api/write: 202. Trace [0-9a-zA-Z:-]+.$", await _audit.Lines.ReadAsync());
    }

    [TestMethod]
    public async Task Whoever_was_turned_away_is_in_it_too()
    {
        await using var app = await StartAsync(StatusCodes.Status200OK);

        await SendAsync(app, HttpMethod.Post, "/api/write", _reader);
        await SendAsync(app, HttpMethod.Post, "/api/write", key: null);

        Assert.StartsWith("key:curious called TestWrite on /api/write: 403.", await _audit.Lines.ReadAsync());
        Assert.StartsWith("ip:127.0.0.1 called TestWrite on /api/write: 401.", await _audit.Lines.ReadAsync());
    }

    [TestMethod]
    public async Task A_path_cannot_write_lines_of_its_own()
    {
        await using var app = await StartAsync(StatusCodes.Status200OK);

        await SendAsync(app, HttpMethod.Post, "/api/write/%0Akey:boss%20called", _writer);

        Assert.StartsWith("key:acme called TestWrite on /api/write/%0Akey:boss%20called: 200.", await _audit.Lines.ReadAsync());
    }

    [TestMethod]
    public async Task Reading_leaves_no_line_and_no_line_holds_a_secret()
    {
        await using var app = await StartAsync(StatusCodes.Status200OK);

        await SendAsync(app, HttpMethod.Get, "/api/read", _reader);
        await SendAsync(app, HttpMethod.Put, "/api/write", _writer);

        var line = await _audit.Lines.ReadAsync();
        Assert.Contains("TestWrite", line);
        Assert.DoesNotContain(_writer.Key.Value[12..], line);
        Assert.IsFalse(_audit.Lines.TryRead(out _));
    }

    private static async Task SendAsync(GatewayApp app, HttpMethod method, string path, IssuedKey? key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Get ? null : new StringContent("payload") };
        request.Headers.Add("X-Api-Key", key is null ? [] : [key.Key.Value]);
        using var response = await app.Http.SendAsync(request);
    }

    private Task<GatewayApp> StartAsync(int status) => GatewayApp.StartAsync(
        http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        },
        services => services.AddLogging(logging => logging.AddProvider(_audit)),
        settings: IssuedKey.Settings(_writer, _reader));
}
