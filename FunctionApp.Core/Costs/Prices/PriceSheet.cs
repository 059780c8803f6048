namespace FunctionApp.Core.Costs.Prices;

/// <summary>The prices of one platform, each with the place where it is published. What was not found there is not guessed, but named.</summary>
public sealed record PriceSheet
{
    /// <summary>The platform's id, in lower case with hyphens.</summary>
    public required string Platform { get; init; }

    /// <summary>The platform's name.</summary>
    public required string Name { get; init; }

    /// <summary>The region whose prices these are.</summary>
    public required string Region { get; init; }

    /// <summary>ISO 4217 code of every price.</summary>
    public required string Currency { get; init; }

    /// <summary>When the prices were looked up.</summary>
    public required DateOnly LookedUp { get; init; }

    /// <summary>The memory sizes there are.</summary>
    public required InstanceMemory Memory { get; init; }

    /// <summary>Processors of an instance, where time of processors is charged for.</summary>
    public decimal Processors { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>The prices.</summary>
    public required IReadOnlyList<Charge> Charges { get; init; }

    /// <summary>What has no price here.</summary>
    public required IReadOnlyList<MissingPrice> Missing { get; init; }

    /// <summary>What to know when reading the amounts.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];
}
