using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Gateway.Idempotency;

/// <summary>Makes a call with an Idempotency-Key once, and answers its repetitions with the first answer.</summary>
/// <remarks>
/// Only success is kept: a call that failed changed nothing, and may be repeated in earnest. While a call is being made, others with its key
/// get 409 and when to come back. A key that is used for something else gets 409 too.
/// </remarks>
internal sealed class IdempotentCalls(IdempotencyStore store, IOptions<GatewayOptions> options)
{
    private const string ComeBackInSeconds = "1";

    private static readonly string[] KeptHeaders = [HeaderNames.ContentType, HeaderNames.Location, HeaderNames.ETag, HeaderNames.CacheControl];

    private readonly int _maxBytes = options.Value.Idempotency.MaxResponseBytes;

    public async Task InvokeAsync(HttpContext http, Caller caller, RequestDelegate next)
    {
        if (IdempotencyKey.Read(http.Request.Headers[IdempotencyKey.Header]) is not { } key)
        {
            await Problems.BadRequest($"{IdempotencyKey.Header} is 1 to 255 printable ASCII characters, once.").ExecuteAsync(http);
            return;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var body = new FingerprintStream(http.Request, hash);
        var claim = await store.ClaimAsync(caller.Client, key, http.RequestAborted);
        if (claim.IsOurs)
        {
            await MakeAsync(http, body, claim, next);
        }
        else if (claim.IsCompleted)
        {
            await RepeatAsync(http, body, claim.Record);
        }
        else
        {
            http.Response.Headers.RetryAfter = ComeBackInSeconds;
            await Problems.Conflict($"A call with this {IdempotencyKey.Header} is being made. Its answer will be here in a moment.").ExecuteAsync(http);
        }
    }

    private async Task MakeAsync(HttpContext http, FingerprintStream body, IdempotencyClaim claim, RequestDelegate next)
    {
        // The answer is kept before it is sent: whoever has it can count on getting it again.
        var (request, response) = (http.Request.Body, http.Response.Body);
        using var answer = new MemoryStream();
        var isKept = false;
        try
        {
            http.Request.Body = body;
            http.Response.Body = answer;
            await next(http);
            await http.Response.BodyWriter.FlushAsync();
            if (http.Response.StatusCode is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices)
            {
                isKept = true;
                await store.CompleteAsync(claim, Record(http.Response, answer, claim.Record, await FingerprintAsync(http, body)));
            }
        }
        finally
        {
            http.Request.Body = request;
            http.Response.Body = response;
            if (!isKept)
            {
                await store.ReleaseAsync(claim);
            }
        }

        answer.Position = 0;
        await answer.CopyToAsync(response, http.RequestAborted);
    }

    private static async Task RepeatAsync(HttpContext http, FingerprintStream body, IdempotencyRecord record)
    {
        var fingerprint = await body.FinishAsync(http.RequestAborted);
        if (record.Fingerprint is not null && record.Fingerprint != fingerprint)
        {
            await Problems.Conflict($"This {IdempotencyKey.Header} was used for another call. Take a new one.").ExecuteAsync(http);
            return;
        }

        http.Response.StatusCode = record.Status;
        http.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        foreach (var (name, value) in record.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (record.Body is { Length: > 0 })
        {
            await http.Response.Body.WriteAsync(record.Body, http.RequestAborted);
        }
    }

    /// <summary>The hash of the whole request; null when the rest of it, which nobody needed, did not come.</summary>
    private static async Task<string?> FingerprintAsync(HttpContext http, FingerprintStream body)
    {
        try
        {
            return await body.FinishAsync(http.RequestAborted);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private IdempotencyRecord Record(HttpResponse response, MemoryStream answer, IdempotencyRecord begun, string? fingerprint) => begun with
    {
        Fingerprint = fingerprint,
        Status = response.StatusCode,
        Headers = KeptHeaders
            .Where(response.Headers.ContainsKey)
            .ToDictionary(name => name, name => response.Headers[name].ToString(), StringComparer.OrdinalIgnoreCase),
        Body = answer.Length <= _maxBytes ? answer.ToArray() : null,
    };
}
