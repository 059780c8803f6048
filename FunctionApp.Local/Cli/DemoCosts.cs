using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Prices;
using FunctionApp.Core.Costs.Usage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Cli;

/// <summary>Prices what the demo has used, on every platform.</summary>
internal sealed class DemoCosts(UsageMeter meter, IOptions<CostOptions> options)
{
    private const decimal ImagesAMonth = 1_000_000;

    /// <summary>The cost of the run, and of a month with a million images like these; the cheapest month first.</summary>
    /// <param name="images">How many the run had.</param>
    public IReadOnlyList<PlatformCost> Of(int images)
    {
        if (images == 0)
        {
            return [];
        }

        // As if this run were the share of a month that its images are of a million.
        var share = TimeSpan.FromTicks((long)(CostFormulas.Month.Ticks * (images / ImagesAMonth)));
        var usage = meter.SinceStart();
        return
        [
            .. PriceSheets.All
                .Select(sheet => CostFormulas.Price(sheet, usage, share, options.Value.InstanceMemoryMegabytes))
                .OrderBy(cost => cost.MonthlyAmount),
        ];
    }
}
