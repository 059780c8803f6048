namespace FunctionApp.Core.Costs;

/// <summary>The blob containers of costs.</summary>
public static class CostContainers
{
    /// <summary>What was used: one JSON document a day, <c>2026-05-17.json</c>.</summary>
    public const string Usage = "usage";
}
