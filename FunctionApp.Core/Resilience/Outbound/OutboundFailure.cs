namespace FunctionApp.Core.Resilience.Outbound;

/// <summary>Why an outbound request came to nothing.</summary>
public enum OutboundFailure
{
    /// <summary>The URL, or an address it led to, must not be called.</summary>
    Refused,

    /// <summary>The host has no address, or nobody could tell.</summary>
    Unresolved,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>The host failed too often, and is left alone for a while; nothing was sent.</summary>
    Paused,

    /// <summary>It took longer than allowed.</summary>
    TimedOut,

    /// <summary>More bytes than allowed, in headers or body.</summary>
    TooLarge,

    /// <summary>More redirects than allowed, or one that leads nowhere.</summary>
    BadRedirect,

    /// <summary>What came back is not what HTTP allows, or was encoded although nobody asked for it.</summary>
    Malformed,
}
