namespace FunctionApp.Core.Costs.Prices;

/// <summary>The memory sizes that a platform offers: given ones, or multiples of a step up to a limit.</summary>
/// <param name="Sizes">The sizes in MB, smallest first; empty where there are steps.</param>
/// <param name="Step">The step in MB; 0 where there are sizes.</param>
/// <param name="Max">The largest size in MB.</param>
public sealed record InstanceMemory(IReadOnlyList<int> Sizes, int Step, int Max)
{
    /// <summary>The sizes in MB, smallest first; empty where there are steps.</summary>
    public IReadOnlyList<int> Sizes { get; init => field = value ?? []; } = Sizes;

    /// <summary>The smallest size that is enough; the largest where none is.</summary>
    public int SizeFor(int megabytes) => Sizes.Count > 0
        ? Sizes.FirstOrDefault(size => size >= megabytes, Sizes[^1])
        : Math.Min((megabytes + Step - 1) / Step * Step, Max);
}
