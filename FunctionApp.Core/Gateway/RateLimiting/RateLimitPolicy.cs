using System.Globalization;

namespace FunctionApp.Core.Gateway.RateLimiting;

/// <summary>The quota of a rate class.</summary>
public sealed class RateLimitPolicy
{
    private readonly string _name;

    /// <summary>Creates the policy.</summary>
    public RateLimitPolicy(RateClass rateClass, RateQuota quota)
    {
        RateClass = rateClass;
        Quota = quota.Quota;
        Window = quota.Window;
        _name = rateClass.ToString().ToLowerInvariant();
        Header = string.Create(CultureInfo.InvariantCulture, $"\"{_name}\";q={Quota};w={Math.Ceiling(Window.TotalSeconds)}");
    }

    /// <summary>Which operations count.</summary>
    public RateClass RateClass { get; }

    /// <summary>Calls in a window; all of them may come at once.</summary>
    public int Quota { get; }

    /// <summary>How long an empty quota takes to be whole again.</summary>
    public TimeSpan Window { get; }

    /// <summary>The value of the header RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10, 3).</summary>
    internal string Header { get; }

    /// <summary>The value of the header RateLimit (the same draft, 4): what is left, and when the quota is whole again.</summary>
    internal string Describe(RateLimitDecision decision)
        => string.Create(CultureInfo.InvariantCulture, $"\"{_name}\";r={decision.Remaining};t={(long)Math.Ceiling(decision.WholeAfter.TotalSeconds)}");
}
