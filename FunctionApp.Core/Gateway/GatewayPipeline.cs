using System.Globalization;
using FunctionApp.Core.Gateway.Authentication;
using FunctionApp.Core.Gateway.Headers;
using FunctionApp.Core.Gateway.Idempotency;
using FunctionApp.Core.Gateway.Limits;
using FunctionApp.Core.Gateway.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway;

/// <summary>What stands before every operation, the same in both hosts: request limits, credentials, access, rate, places, and idempotency keys.</summary>
public sealed class GatewayPipeline
{
    private const string Challenge = "Bearer realm=\"FunctionApp\"";
    private const string ComeBackInSeconds = "1";

    private readonly RequestLimits _requests;
    private readonly Authenticator _authenticator;
    private readonly SignedUrls _signatures;
    private readonly CallerAddress _address;
    private readonly IRateLimiter _limiter;
    private readonly Dictionary<RateClass, RateLimitPolicy> _policies;
    private readonly ConcurrencyLimits _places;
    private readonly IdempotentCalls _idempotency;
    private readonly CrossOrigin _crossOrigin;
    private readonly AuditLog _audit;
    private readonly GatewayMetrics _metrics;

    internal GatewayPipeline(
        RequestLimits requests,
        Authenticator authenticator,
        SignedUrls signatures,
        CallerAddress address,
        IRateLimiter limiter,
        ConcurrencyLimits places,
        IdempotentCalls idempotency,
        CrossOrigin crossOrigin,
        AuditLog audit,
        GatewayMetrics metrics,
        IOptions<GatewayOptions> options)
    {
        _requests = requests;
        _authenticator = authenticator;
        _signatures = signatures;
        _address = address;
        _limiter = limiter;
        _places = places;
        _idempotency = idempotency;
        _crossOrigin = crossOrigin;
        _audit = audit;
        _metrics = metrics;
        _policies = Policies(options.Value.RateLimits);
    }

    /// <summary>Lets a request through to an operation, or answers it with the reason why not.</summary>
    /// <param name="http">The request, and the response.</param>
    /// <param name="operation">What is called.</param>
    /// <param name="next">Does it and writes the answer. What it throws is the host's to answer.</param>
    public async Task InvokeAsync(HttpContext http, ApiOperation operation, RequestDelegate next)
    {
        _crossOrigin.Apply(http);
        if (_requests.Refusal(http, operation) is { } tooLarge)
        {
            await RejectAsync(http, operation, "size", tooLarge);
            return;
        }

        if (await AdmitAsync(http, operation) is not { } caller || !await IsWithinRateAsync(http, operation, caller))
        {
            return;
        }

        if (operation.RateClass == RateClass.Unlimited)
        {
            await next(http);
            return;
        }

        using var place = await _places.EnterAsync(operation.RateClass, http.RequestAborted);
        if (!place.IsAcquired)
        {
            http.Response.Headers.RetryAfter = ComeBackInSeconds;
            await RejectAsync(http, operation, "concurrency", Problems.Unavailable("Too many requests are being served. Nothing was done; try again."));
            return;
        }

        await (operation.ChangesState && http.Request.Headers.ContainsKey(IdempotencyKey.Header)
            ? _idempotency.InvokeAsync(http, caller, next)
            : next(http));
    }

    private static Dictionary<RateClass, RateLimitPolicy> Policies(RateLimitOptions options) => options.Enabled
        ? new()
        {
            [RateClass.Read] = new(RateClass.Read, options.Read),
            [RateClass.Write] = new(RateClass.Write, options.Write),
            [RateClass.Ingest] = new(RateClass.Ingest, options.Ingest),
            [RateClass.Compute] = new(RateClass.Compute, options.Compute),
        }
        : [];

    /// <summary>Finds out who calls, and whether they may.</summary>
    /// <returns>Null when they may not, and have been told.</returns>
    private async ValueTask<Caller?> AdmitAsync(HttpContext http, ApiOperation operation)
    {
        if (operation.Access == AccessLevel.Anonymous)
        {
            return _address.Anonymous(http);
        }

        if (operation.AllowsSignature && SignedUrls.IsSigned(http.Request))
        {
            if (_signatures.IsValid(http.Request))
            {
                return _address.Anonymous(http);
            }

            await RejectAsync(http, operation, "forbidden", Problems.Forbidden("The signature of this URL is wrong, or has expired."));
            return null;
        }

        var authentication = await _authenticator.AuthenticateAsync(http);
        if (operation.ChangesState)
        {
            _audit.Watch(http, operation, authentication.Caller ?? _address.Anonymous(http));
        }

        if (authentication.IsOurFault)
        {
            http.Response.Headers.RetryAfter = ComeBackInSeconds;
            await RejectAsync(http, operation, "unauthenticated", Problems.Unavailable(authentication.Failure));
            return null;
        }

        if (authentication.Caller is not { } caller)
        {
            // Nobody may guess, or have tokens checked, without end.
            if (await IsWithinRateAsync(http, operation, _address.Anonymous(http)))
            {
                http.Response.Headers.WWWAuthenticate = Challenge;
                await RejectAsync(http, operation, "unauthenticated", Problems.Unauthorized(authentication.Failure));
            }

            return null;
        }

        if (caller.Access < operation.Access)
        {
            var detail = $"This takes a {operation.Access.ToString().ToLowerInvariant()}, which the credential's bearer is not.";
            await RejectAsync(http, operation, "forbidden", Problems.Forbidden(detail));
            return null;
        }

        return caller;
    }

    /// <returns>False when the client has used up its quota, and has been told.</returns>
    private async ValueTask<bool> IsWithinRateAsync(HttpContext http, ApiOperation operation, Caller caller)
    {
        if (ReferenceEquals(caller, Caller.Owner) || !_policies.TryGetValue(operation.RateClass, out var policy))
        {
            return true;
        }

        RateLimitDecision decision;
        try
        {
            decision = await _limiter.TakeAsync(caller.Client, policy, http.RequestAborted);
        }
        catch (RateLimiterUnavailableException)
        {
            http.Response.Headers.RetryAfter = ComeBackInSeconds;
            await RejectAsync(http, operation, "rate", Problems.Unavailable("Requests cannot be counted now. Nothing was done; try again."));
            return false;
        }

        http.Response.Headers[RateLimitHeaders.Policy] = policy.Header;
        http.Response.Headers[RateLimitHeaders.Limit] = policy.Describe(decision);
        if (decision.IsAllowed)
        {
            return true;
        }

        var seconds = Math.Max(1, Math.Ceiling(decision.RetryAfter.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await RejectAsync(
            http, operation, "rate", Problems.TooManyRequests($"At most {policy.Quota:N0} of these in {policy.Window.TotalSeconds:0.###} seconds."));
        return false;
    }

    private Task RejectAsync(HttpContext http, ApiOperation operation, string reason, IResult problem)
    {
        _metrics.Rejected(reason, operation.RateClass);
        return problem.ExecuteAsync(http);
    }
}
