namespace FunctionApp.Core.Costs;

/// <summary>What usage costs on one platform.</summary>
public sealed record PlatformCost
{
    /// <summary>The platform's id, as <c>?platform=</c> takes it.</summary>
    public required string Platform { get; init; }

    /// <summary>The platform's name.</summary>
    public required string Name { get; init; }

    /// <summary>The region whose prices these are.</summary>
    public required string Region { get; init; }

    /// <summary>ISO 4217 code of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>When the prices were looked up.</summary>
    public required DateOnly LookedUp { get; init; }

    /// <summary>What the measured usage costs, before free grants.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What 30 days of it cost, after the month's free grants.</summary>
    public required decimal MonthlyAmount { get; init; }

    /// <summary>What both consist of.</summary>
    public required IReadOnlyList<CostLine> Lines { get; init; }

    /// <summary>Usage that is in no amount, because no price with a source was found or because its price does not depend on use.</summary>
    public required IReadOnlyList<MissingPrice> Missing { get; init; }

    /// <summary>What to know when reading the amounts.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
