using FunctionApp.Core.Gateway.RateLimiting;
using StackExchange.Redis;

namespace FunctionApp.Adapters.Redis;

/// <summary>Counts calls for all instances of the app together.</summary>
/// <param name="evaluate">Runs <see cref="RateLimitScript"/>.</param>
internal sealed class RedisRateLimiter(EvaluateScript evaluate) : IRateLimiter
{
    private const string KeyPrefix = "functionapp:rate:";
    private const double Microsecond = 1e-6;

    /// <summary>The limiter over a connection.</summary>
    public static RedisRateLimiter Over(SharedConnection connection) => new(async (script, key, arguments) =>
    {
        var redis = await connection.GetAsync();
        var result = await redis.GetDatabase().ScriptEvaluateAsync(script, [key], [.. arguments.Select(argument => (RedisValue)argument)]);
        return (long[])result!;
    });

    /// <inheritdoc/>
    public async ValueTask<RateLimitDecision> TakeAsync(string client, RateLimitPolicy policy, CancellationToken cancellationToken = default)
    {
        var interval = Math.Max(1, (long)Math.Ceiling(policy.Window.TotalMicroseconds / policy.Quota));
        var result = await evaluate(RateLimitScript.Text, $"{KeyPrefix}{policy.RateClass}:{client}", interval, policy.Quota);
        return CellRate.Decision(result[0] == 1, result[1], interval, policy.Quota, Microsecond);
    }
}
