namespace FunctionApp.Adapters.Redis;

/// <summary>The generic cell rate algorithm as one step on the server, by the server's clock: of all processes, each call is counted once.</summary>
internal static class RateLimitScript
{
    /// <summary>
    /// KEYS: the client's theoretical arrival time. ARGV: the emission interval in microseconds, and the quota. Returns whether the call is
    /// allowed (1 or 0), and how far the arrival time is ahead of the clock, in microseconds.
    /// </summary>
    /// <remarks>The key expires when the quota is whole again: a client that is not there has its whole quota.</remarks>
    public const string Text =
        """
        local clock = redis.call('TIME')
        local now = clock[1] * 1000000 + clock[2]
        local interval = tonumber(ARGV[1])
        local arrival = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
        local ahead = arrival + interval - now
        if ahead > interval * tonumber(ARGV[2]) then
          return {0, arrival - now}
        end
        redis.call('SET', KEYS[1], string.format('%.0f', arrival + interval), 'PX', math.ceil(ahead / 1000))
        return {1, ahead}
        """;
}
