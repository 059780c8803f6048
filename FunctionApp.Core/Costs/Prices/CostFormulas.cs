using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Core.Costs.Prices;

/// <summary>How usage becomes money; docs/costs.md says the same in words.</summary>
public static class CostFormulas
{
    /// <summary>What amounts are projected to.</summary>
    public static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private const int MegabytesPerGigabyte = 1_024;
    private const decimal BytesPerGigabyte = 1_000_000_000;
    private const decimal MillisecondsPerSecond = 1_000;

    /// <summary>Digits that amounts are rounded to, half away from zero, and only when they are shown: sums are made of exact ones.</summary>
    private const int AmountDigits = 6;

    /// <summary>What usage costs on a platform, and what a month of it would.</summary>
    /// <param name="sheet">The platform's prices.</param>
    /// <param name="usage">All that was used.</param>
    /// <param name="measured">In how much time.</param>
    /// <param name="instanceMegabytes">Memory of an instance.</param>
    public static PlatformCost Price(PriceSheet sheet, UsageTotals usage, TimeSpan measured, int instanceMegabytes)
    {
        var months = measured > TimeSpan.Zero ? (decimal)(Month / measured) : 0;
        var charged = sheet.Charges
            .Select(charge => (Charge: charge, Quantity: QuantityOf(charge, sheet, usage, instanceMegabytes)))
            .Select(line => (line.Charge, line.Quantity, Amount: AmountOf(line.Charge, line.Quantity), Monthly: line.Quantity * months))
            .Select(line => (line.Charge, line.Quantity, line.Amount, line.Monthly, MonthlyAmount: AfterGrant(line.Charge, line.Monthly)))
            .ToList();
        return new()
        {
            Platform = sheet.Platform,
            Name = sheet.Name,
            Region = sheet.Region,
            Currency = sheet.Currency,
            LookedUp = sheet.LookedUp,
            Amount = Shown(charged.Sum(line => line.Amount)),
            MonthlyAmount = Shown(charged.Sum(line => line.MonthlyAmount)),
            Lines =
            [
                .. charged.Select(line => new CostLine(
                    line.Charge.Component,
                    line.Charge.Unit,
                    Shown(line.Quantity),
                    line.Charge.Price,
                    line.Charge.Per,
                    Shown(line.Amount),
                    Shown(line.Monthly),
                    line.Charge.FreeGrant,
                    Shown(line.MonthlyAmount),
                    line.Charge.Source)),
            ],
            Missing = sheet.Missing,
            Notes = sheet.Notes,
        };
    }

    /// <summary>What usage would cost if nothing else shared the instance and nothing were free.</summary>
    public static decimal PriceAlone(PriceSheet sheet, UsageTotals usage, int instanceMegabytes)
        => Shown(sheet.Charges.Sum(charge => AmountOf(charge, QuantityOf(Alone(charge), sheet, usage, instanceMegabytes))));

    /// <summary>Memory times time of usage by itself, as the platform rounds both; 0 where it does not charge for that.</summary>
    public static decimal GigabyteSecondsAlone(PriceSheet sheet, UsageTotals usage, int instanceMegabytes)
        => Shown(sheet.Charges
            .Where(charge => charge.Quantity is BilledQuantity.GigabyteSeconds)
            .Sum(charge => QuantityOf(Alone(charge), sheet, usage, instanceMegabytes)));

    /// <summary>A charge for periods in which an instance is busy becomes one for the executions themselves. Its minimum is the period's, so it falls away.</summary>
    private static Charge Alone(Charge charge) => charge.Of.Contains(ExecutionKind.BusyPeriod)
        ? charge with { Of = [ExecutionKind.Request, ExecutionKind.Activity, ExecutionKind.Turn], Rounding = TimeRounding.None }
        : charge;

    private static decimal QuantityOf(Charge charge, PriceSheet sheet, UsageTotals usage, int instanceMegabytes) => charge.Quantity switch
    {
        BilledQuantity.Executions => charge.Of.Sum(kind => Executions(usage, kind).Count),
        BilledQuantity.GigabyteSeconds => Seconds(charge, usage) * sheet.Memory.SizeFor(instanceMegabytes) / MegabytesPerGigabyte,
        BilledQuantity.ProcessorSeconds => Seconds(charge, usage) * sheet.Processors,
        BilledQuantity.BlobWrites => usage.BlobWrites + usage.BlobLists,
        BilledQuantity.BlobReads => usage.BlobReads,
        BilledQuantity.StoredGigabytes => usage.BytesWritten / BytesPerGigabyte,
        BilledQuantity.EgressGigabytes => usage.EgressBytes / BytesPerGigabyte,
        BilledQuantity.VisionCalls => usage.VisionCalls,
        _ => throw new ArgumentOutOfRangeException(nameof(charge), charge.Quantity, "No such quantity."),
    };

    private static decimal Seconds(Charge charge, UsageTotals usage)
        => charge.Of.Sum(kind => Executions(usage, kind).Time.In(charge.Rounding)) / MillisecondsPerSecond;

    private static ExecutionUsage Executions(UsageTotals usage, ExecutionKind kind) => kind switch
    {
        ExecutionKind.Request => usage.Requests,
        ExecutionKind.Activity => usage.Activities,
        ExecutionKind.Turn => usage.Turns,
        _ => usage.BusyPeriods,
    };

    private static decimal AmountOf(Charge charge, decimal quantity) => quantity / charge.Per * charge.Price;

    private static decimal AfterGrant(Charge charge, decimal monthly) => AmountOf(charge, Math.Max(0, monthly - charge.FreeGrant));

    private static decimal Shown(decimal exact) => decimal.Round(exact, AmountDigits, MidpointRounding.AwayFromZero);
}
