using System.Globalization;
using FunctionApp.Core.Costs.Usage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Costs.Records;

/// <summary>Adds what this instance has used to the day's record: every <see cref="CostOptions.RecordInterval"/>, and when the host has stopped.</summary>
/// <remarks>A process that is killed takes at most one interval's usage with it.</remarks>
public sealed partial class UsageRecorder(
    UsageMeter meter, UsageRecords records, IOptions<CostOptions> options, TimeProvider time, ILogger<UsageRecorder> logger)
    : BackgroundService
{
    private readonly string _writer = Guid.CreateVersion7(time.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private DateTimeOffset _gatheredSince = time.GetUtcNow();
    private (DateOnly Day, UsageAddition Addition)? _unanswered;
    private long _sequence;

    /// <summary>Records what was used until now.</summary>
    /// <returns>Whether nothing is left to record.</returns>
    public async Task<bool> RecordAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            // Whether an addition that failed is in the record is not known: it goes again, under its number, before anything else.
            if (_unanswered is null && !TryGather())
            {
                return true;
            }

            var (day, addition) = _unanswered!.Value;
            if (!await records.AddAsync(day, addition, cancellationToken))
            {
                return false;
            }

            _unanswered = null;
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRecorded(exception);
            return false;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await RecordAllAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host waits no longer; stopping must not fail for it.
            LogCutShort();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _oneAtATime.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RecordInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RecordAsync(stoppingToken);
        }
    }

    private async Task RecordAllAsync(CancellationToken cancellationToken)
    {
        var retried = _unanswered is not null;
        if (await RecordAsync(cancellationToken) && retried)
        {
            await RecordAsync(cancellationToken);
        }
    }

    private bool TryGather()
    {
        var usage = meter.Take();
        var now = time.GetUtcNow();
        if (!usage.IsEmpty)
        {
            _unanswered = (DateOnly.FromDateTime(now.UtcDateTime), new(_writer, ++_sequence, _gatheredSince, now, usage));
        }

        _gatheredSince = now;
        return !usage.IsEmpty;
    }

    [LoggerMessage(LogLevel.Warning, "Usage could not be recorded; it will be with the next.")]
    private partial void LogNotRecorded(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The host stopped before the latest usage was recorded.")]
    private partial void LogCutShort();
}
