using System.Globalization;
using System.Text.Json;
using FunctionApp.Core.Costs.Usage;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Costs.Records;

/// <summary>The usage of every day, in the blob store. Instances add to the same day by compare-and-swap: no addition is lost, none is made twice.</summary>
/// <remarks>What this costs is not counted: it would never end.</remarks>
public sealed class UsageRecords(IBlobStore blobs, IOptions<CostOptions> options)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>How often others may be quicker before the addition waits for the next time.</summary>
    private const int MaxAttempts = 20;

    /// <summary>Adds to a day.</summary>
    /// <returns>False when other instances were quicker every time.</returns>
    /// <exception cref="IOException">The blob store failed.</exception>
    internal async Task<bool> AddAsync(DateOnly day, UsageAddition addition, CancellationToken cancellationToken)
    {
        using var uncounted = UsageScope.Suppress();
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (usage, etag) = await ReadAsync(day, cancellationToken);
            var more = (usage ?? DayUsage.Empty(addition.From)).With(addition, options.Value.MaxNames);
            if (ReferenceEquals(more, usage))
            {
                return true;
            }

            var condition = etag is null ? BlobCondition.IfAbsent : BlobCondition.IfUnchanged(etag);
            if (await blobs.WriteJsonAsync(BlobOf(day), more, DayUsageJson.Default.DayUsage, condition, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The usage of some days, together; null when there is none.</summary>
    internal async Task<DayUsage?> ReadAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        using var uncounted = UsageScope.Suppress();
        DayUsage? sum = null;
        await foreach (var blob in blobs.ListAllAsync(CostContainers.Usage, cancellationToken: cancellationToken))
        {
            if (DayOf(blob.Name) is { } day && day >= first && day <= last && await ReadAsync(day, cancellationToken) is (Usage: { } usage, _))
            {
                sum = sum is null ? usage : sum.With(usage);
            }
        }

        return sum;
    }

    /// <summary>Deletes the records of days before one.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ClearAsync(DateOnly before, CancellationToken cancellationToken)
    {
        using var uncounted = UsageScope.Suppress();
        var cleared = 0;
        await foreach (var blob in blobs.ListAllAsync(CostContainers.Usage, cancellationToken: cancellationToken))
        {
            if (DayOf(blob.Name) < before && await blobs.DeleteAsync(new(CostContainers.Usage, blob.Name), cancellationToken: cancellationToken))
            {
                cleared++;
            }
        }

        return cleared;
    }

    private static BlobRef BlobOf(DateOnly day) => new(CostContainers.Usage, $"{day.ToString(DayFormat, CultureInfo.InvariantCulture)}.json");

    private static DateOnly? DayOf(string blob)
        => DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(blob), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private async Task<(DayUsage? Usage, string? ETag)> ReadAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(BlobOf(day), cancellationToken: cancellationToken);
        return content is null
            ? (null, null)
            : (await JsonSerializer.DeserializeAsync(content.Stream, DayUsageJson.Default.DayUsage, cancellationToken), content.Properties.ETag);
    }
}
