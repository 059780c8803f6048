using FunctionApp.Core.Costs.Prices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Costs;

/// <summary>What this month costs so far, for a page that asks every few seconds: computed at most once a minute.</summary>
public sealed partial class MonthlyCost(CostReports costs, IOptions<CostOptions> options, TimeProvider time, ILogger<MonthlyCost> logger) : IDisposable
{
    private const decimal DaysPerMonth = 30;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private MonthToDate? _latest;
    private DateTimeOffset? _askedAt;

    /// <summary>This month so far; null when the records could not be read.</summary>
    public async Task<MonthToDate?> FindAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_askedAt is null || now - _askedAt >= MaxAge)
            {
                _askedAt = now;
                _latest = await ComputeAsync(DateOnly.FromDateTime(now.UtcDateTime), cancellationToken);
            }

            return _latest;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnknown(exception);
            return _latest = null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<MonthToDate> ComputeAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var sheet = PriceSheets.Find(options.Value.Platform)!;
        var month = await costs.CompareAsync(new(today.Year, today.Month, 1), today, [sheet], cancellationToken);
        var cost = month.Platforms[0];
        var beforeGrants = cost.Lines.Sum(line => line.MonthlyQuantity / line.Per * line.Price);
        return new(
            cost.Platform,
            cost.Currency,
            month.From,
            cost.Amount,
            decimal.Round(beforeGrants / DaysPerMonth, 6),
            cost.MonthlyAmount,
            cost.Missing.Count == 0);
    }

    [LoggerMessage(LogLevel.Warning, "This month's cost is not known: its records cannot be read.")]
    private partial void LogUnknown(Exception exception);
}
