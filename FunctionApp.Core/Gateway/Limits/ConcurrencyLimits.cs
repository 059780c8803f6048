using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Gateway.Limits;

/// <summary>Places for requests of each rate class: what one process can do at the same time without slowing down for everybody.</summary>
internal sealed class ConcurrencyLimits : IDisposable
{
    private readonly Dictionary<RateClass, ConcurrencyLimiter> _limiters;

    public ConcurrencyLimits(IOptions<GatewayOptions> options)
    {
        var limits = options.Value.Concurrency;
        _limiters = new()
        {
            [RateClass.Read] = Limiter(limits.Read),
            [RateClass.Write] = Limiter(limits.Write),
            [RateClass.Ingest] = Limiter(limits.Ingest),
            [RateClass.Compute] = Limiter(limits.Compute),
        };

        ConcurrencyLimiter Limiter(int permits) => new(new() { PermitLimit = permits, QueueLimit = limits.QueueLimit });
    }

    /// <summary>Takes a place, waiting in the queue if there is one. Dispose the lease to give the place back.</summary>
    public ValueTask<RateLimitLease> EnterAsync(RateClass rateClass, CancellationToken cancellationToken)
        => _limiters[rateClass].AcquireAsync(cancellationToken: cancellationToken);

    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
        {
            limiter.Dispose();
        }
    }
}
