using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Core.Costs.Prices;

/// <summary>One price of a platform, and how it is applied.</summary>
public sealed record Charge
{
    /// <summary>What is charged for.</summary>
    public required string Component { get; init; }

    /// <summary>What is multiplied.</summary>
    public required BilledQuantity Quantity { get; init; }

    /// <summary>The executions that count, for quantities of executions and their time.</summary>
    public IReadOnlyList<ExecutionKind> Of { get; init => field = value ?? []; } = [];

    /// <summary>How the time of each execution is rounded.</summary>
    public TimeRounding Rounding { get; init; }

    /// <summary>What the quantity is counted in.</summary>
    public required string Unit { get; init; }

    /// <summary>Price of <see cref="Per"/> units.</summary>
    public required decimal Price { get; init; }

    /// <summary>How many units the price is for; 1 by default.</summary>
    public decimal Per { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>Units that are free in a month.</summary>
    public decimal FreeGrant { get; init; }

    /// <summary>Where the price is published.</summary>
    public required Uri Source { get; init; }

    /// <summary>When the source was written or last seen, as far as that is known; null when it is not.</summary>
    public string? Dated { get; init; }
}
