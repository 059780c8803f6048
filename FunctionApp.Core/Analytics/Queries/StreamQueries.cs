using FunctionApp.Core.Analytics.Queries.Answers;
using FunctionApp.Core.Analytics.Queries.Ranges;
using FunctionApp.Core.Analytics.Queries.Trends;
using FunctionApp.Core.Analytics.Sketches;
using FunctionApp.Core.Analytics.Streams;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>Questions about a whole range of a stream, answered by merging its windows.</summary>
/// <remarks>A range is rounded outwards to windows that are kept; every answer says what it is about.</remarks>
public sealed class StreamQueries(WindowReader reader, QueryCache cache)
{
    /// <summary>19 of 20 normal numbers are closer to the mean than so many standard errors.</summary>
    private const double NinetyFivePercent = 1.959963984540054;

    /// <summary>The most frequent values of a field.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="field">One of the stream's top-k fields.</param>
    /// <param name="k">How many values at most.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">First moment after.</param>
    /// <param name="type">Only events of this type; null means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TopAnswer> TopAsync(
        EventStream stream, string field, int k, DateTimeOffset from, DateTimeOffset to, string? type, CancellationToken cancellationToken)
    {
        (from, to) = Rounded(stream, from, to);
        return cache.GetAsync(
            stream,
            to,
            $"top {from.UtcTicks} {to.UtcTicks} {k} {field}\n{type}",
            QueriesJson.Default.TopAnswer,
            async token =>
            {
                var top = (await reader.MergeAsync(stream, from, to, type, token))?.Top(field);
                return new(stream.Name, field, from, to, top?.Total ?? 0, [.. top?.Top(k).Select(item => ToItem(item, top.Total)) ?? []]);
            },
            cancellationToken);
    }

    /// <summary>How frequent values of a field came, against the period of the same length before.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="field">One of the stream's top-k fields.</param>
    /// <param name="k">How many values at most, of those that changed most surely.</param>
    /// <param name="basis">What growth is measured against.</param>
    /// <param name="falseDiscoveryRate">The share of false findings among the significant ones that is put up with.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">First moment after.</param>
    /// <param name="type">Only events of this type; null means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TrendsAnswer> TrendsAsync(
        EventStream stream,
        string field,
        int k,
        TrendBasis basis,
        double falseDiscoveryRate,
        DateTimeOffset from,
        DateTimeOffset to,
        string? type,
        CancellationToken cancellationToken)
    {
        (from, to) = Rounded(stream, from, to);

        // Where only coarse windows are kept, both periods become longer by the same.
        var previousFrom = WindowCover.Floor(stream, from - (to - from));
        to = from + (from - previousFrom);
        return cache.GetAsync(
            stream,
            to,
            $"trends {from.UtcTicks} {to.UtcTicks} {k} {basis} {falseDiscoveryRate} {field}\n{type}",
            QueriesJson.Default.TrendsAnswer,
            async token =>
            {
                var periods = await reader.MergeAsync(stream, [new(previousFrom, from), new(from, to)], type, token);
                var (previous, current) = (periods[0]?.Top(field), periods[1]?.Top(field));
                var terms = Terms(previous).Union(Terms(current), StringComparer.Ordinal).ToList();
                var trends = TrendAnalysis.Compare(
                    Counts(current, terms), Counts(previous, terms), current?.Total ?? 0, previous?.Total ?? 0, basis, falseDiscoveryRate);
                return new(
                    stream.Name, field, from, to, previousFrom, basis, falseDiscoveryRate, current?.Total ?? 0, previous?.Total ?? 0, [.. trends.Take(k)]);
            },
            cancellationToken);
    }

    /// <summary>How many distinct values the unique field has.</summary>
    /// <param name="stream">The stream as the query sees it; it has a unique field.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">First moment after.</param>
    /// <param name="type">Only events of this type; null means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<UniquesAnswer> UniquesAsync(
        EventStream stream, DateTimeOffset from, DateTimeOffset to, string? type, CancellationToken cancellationToken)
    {
        (from, to) = Rounded(stream, from, to);
        return cache.GetAsync(
            stream,
            to,
            $"uniques {from.UtcTicks} {to.UtcTicks} {type}",
            QueriesJson.Default.UniquesAnswer,
            async token =>
            {
                var estimate = (await reader.MergeAsync(stream, from, to, type, token))?.Uniques.Estimate() ?? 0;
                var margin = NinetyFivePercent * HyperLogLog.RelativeStandardError;
                return new(
                    stream.Name,
                    stream.Settings.Unique!,
                    from,
                    to,
                    (long)Math.Round(estimate),
                    (long)Math.Floor(estimate * (1 - margin)),
                    (long)Math.Ceiling(estimate * (1 + margin)),
                    HyperLogLog.RelativeStandardError);
            },
            cancellationToken);
    }

    /// <summary>Percentiles of the values.</summary>
    /// <param name="stream">The stream as the query sees it; it has a value field.</param>
    /// <param name="percentiles">Each above 0 and at most 100.</param>
    /// <param name="from">First moment.</param>
    /// <param name="to">First moment after.</param>
    /// <param name="type">Only events of this type; null means all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<PercentilesAnswer> PercentilesAsync(
        EventStream stream,
        IReadOnlyList<double> percentiles,
        DateTimeOffset from,
        DateTimeOffset to,
        string? type,
        CancellationToken cancellationToken)
    {
        (from, to) = Rounded(stream, from, to);
        return cache.GetAsync(
            stream,
            to,
            $"percentiles {from.UtcTicks} {to.UtcTicks} {string.Join(',', percentiles)} {type}",
            QueriesJson.Default.PercentilesAnswer,
            async token =>
            {
                var window = await reader.MergeAsync(stream, from, to, type, token);
                return new(
                    stream.Name,
                    stream.Settings.Value!,
                    from,
                    to,
                    window?.ValueCount ?? 0,
                    window?.Sum ?? 0,
                    window?.Min,
                    window?.Max,
                    window?.Mean,
                    QuantileSketch.RelativeError,
                    [.. percentiles.Select(p => new Percentile(p, window?.Quantile(p / 100)))]);
            },
            cancellationToken);
    }

    private static (DateTimeOffset From, DateTimeOffset To) Rounded(EventStream stream, DateTimeOffset from, DateTimeOffset to)
        => (WindowCover.Floor(stream, from), WindowCover.Ceiling(stream, to));

    private static TopItem ToItem(FrequentItem item, long total)
    {
        var count = item.LowerBound + ((item.UpperBound - item.LowerBound) / 2);
        return new(item.Key, count, item.LowerBound, item.UpperBound, (double)count / total);
    }

    private static IEnumerable<string> Terms(FrequentItems? items) => items?.Top(int.MaxValue).Select(item => item.Key) ?? [];

    private static Dictionary<string, TermCount> Counts(FrequentItems? items, List<string> terms)
        => terms.ToDictionary(
            term => term,
            term => items?.Find(term) is { } item
                ? new TermCount(item.LowerBound + ((item.UpperBound - item.LowerBound) / 2), item.LowerBound, item.UpperBound)
                : TermCount.Exactly(0),
            StringComparer.Ordinal);
}
