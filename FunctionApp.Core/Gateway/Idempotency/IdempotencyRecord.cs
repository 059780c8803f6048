namespace FunctionApp.Core.Gateway.Idempotency;

/// <summary>What is kept of a call with a key: that it is being made, and then what was answered.</summary>
internal sealed record IdempotencyRecord
{
    /// <summary>When the call was begun.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was answered; null while it is being made.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>SHA-256 over method, path, query and body. Null when the body was cut off after the call had succeeded: any body is then a repetition.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The answer's status.</summary>
    public int Status { get; init; }

    /// <summary>The answer's headers, those that are about the answer itself.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The answer's body; null when it was too large to be kept.</summary>
    public byte[]? Body { get; init; }
}
