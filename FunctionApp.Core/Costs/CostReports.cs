using FunctionApp.Core.Costs.Prices;
using FunctionApp.Core.Costs.Records;
using FunctionApp.Core.Costs.Usage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Costs;

/// <summary>Answers what things cost.</summary>
public sealed class CostReports(UsageRecords records, UsageRecorder recorder, IOptions<CostOptions> options, TimeProvider time)
{
    private const decimal Million = 1_000_000;

    /// <summary>The usage of some days (UTC), priced.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="sheets">The platforms to compare.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The records cannot be read.</exception>
    public async Task<CostComparison> CompareAsync(
        DateOnly first, DateOnly last, IReadOnlyList<PriceSheet> sheets, CancellationToken cancellationToken)
    {
        // What this instance has not recorded yet is part of the answer; of the others it may be a minute old.
        await recorder.RecordAsync(cancellationToken);
        var now = time.GetUtcNow();
        var from = Midnight(first);
        var to = Min(Midnight(last.AddDays(1)), now);
        var days = await records.ReadAsync(first, last, cancellationToken) ?? DayUsage.Empty(to);

        var measured = Max(to - Max(days.From, from), TimeSpan.Zero);
        var memory = options.Value.InstanceMemoryMegabytes;
        var shared = sheets.FirstOrDefault(sheet => sheet.Platform == options.Value.Platform) ?? sheets[0];
        return new()
        {
            From = from,
            To = to,
            MeasuredSeconds = Math.Round(measured.TotalSeconds, 3),
            InstanceMemoryMegabytes = memory,
            Usage = days.Totals,
            Platforms = [.. sheets.Select(sheet => CostFormulas.Price(sheet, days.Totals, measured, memory)).OrderBy(cost => cost.MonthlyAmount)],
            SharesPlatform = shared.Platform,
            Areas = Shares(days.Areas),
            Activities = Shares(days.Activities),
            Orchestrations = Shares(days.Orchestrations),
            Streams = Shares(days.Streams),
        };

        IReadOnlyList<CostShare> Shares(IReadOnlyDictionary<string, UsageTotals> usage) =>
        [
            .. usage.Select(share => Share(share.Key, share.Value, CostFormulas.PriceAlone(shared, share.Value, memory)))
                .OrderByDescending(share => share.Amount)
                .ThenBy(share => share.Name, StringComparer.Ordinal),
        ];
    }

    private static CostShare Share(string name, UsageTotals usage, decimal amount) => usage switch
    {
        { Images: > 0 } => new(name, amount, decimal.Round(amount / usage.Images, 9), "image", usage),
        { Events: > 0 } => new(name, amount, decimal.Round(amount / usage.Events * Million, 6), "million events", usage),
        _ => new(name, amount, UnitAmount: null, Unit: null, usage),
    };

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static DateTimeOffset Max(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
