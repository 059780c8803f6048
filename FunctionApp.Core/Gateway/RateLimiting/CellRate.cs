namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>
/// The generic cell rate algorithm (ITU-T I.371): a token bucket in one number, the theoretical arrival time at which the bucket would be
/// whole again. A call moves it by one emission interval, and is within the quota while it stays less than a window ahead of the clock.
/// </summary>
public static class CellRate
{
    /// <summary>Decides on one call.</summary>
    /// <param name="arrival">The theoretical arrival time so far, in units of the clock.</param>
    /// <param name="now">The clock.</param>
    /// <param name="interval">The emission interval: the window divided by the quota.</param>
    /// <param name="quota">Calls that may come at once.</param>
    /// <returns>The theoretical arrival time after the call; null when the call is over the quota.</returns>
    public static long? Next(long arrival, long now, long interval, int quota)
    {
        var next = Math.Max(arrival, now) + interval;
        return next - now <= interval * quota ? next : null;
    }

    /// <summary>What to tell the caller.</summary>
    /// <param name="isAllowed">Whether the call was within the quota.</param>
    /// <param name="ahead">How far the theoretical arrival time is ahead of the clock now; at least 0.</param>
    /// <param name="interval">The emission interval.</param>
    /// <param name="quota">Calls that may come at once.</param>
    /// <param name="unit">How long one unit of the clock is, in seconds.</param>
    public static RateLimitDecision Decision(bool isAllowed, long ahead, long interval, int quota, double unit)
    {
        var room = (interval * quota) - ahead;
        return new(
            isAllowed,
            (int)(room / interval),
            TimeSpan.FromSeconds(ahead * unit),
            TimeSpan.FromSeconds(Math.Max(0, interval - room) * unit));
    }
}
