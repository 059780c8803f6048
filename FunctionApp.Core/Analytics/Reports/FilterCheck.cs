using System.Text;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>A <see cref="ReportFilter"/>, ready to be asked about many events.</summary>
internal sealed class FilterCheck(ReportFilter filter, int field)
{
    private readonly HashSet<byte[]>? _texts = TextsOf(filter);
    private readonly bool _hasRange = filter.Min is not null || filter.Max is not null;
    private readonly double _min = filter.Min ?? double.NegativeInfinity;
    private readonly double _max = filter.Max ?? double.PositiveInfinity;

    /// <summary>Whether the filter lets the event through that a scanner read last.</summary>
    public bool Holds(EventScanner scanner, ReadOnlySpan<byte> line)
    {
        if (_hasRange && !(scanner.TryGetNumber(line, field, out var number) && number >= _min && number <= _max))
        {
            return false;
        }

        return _texts is null || (scanner.TryGetText(line, field, out var text) && _texts.GetAlternateLookup<ReadOnlySpan<byte>>().Contains(text));
    }

    private static HashSet<byte[]>? TextsOf(ReportFilter filter)
    {
        if (filter.EqualTo is null && filter.In is null)
        {
            return null;
        }

        var texts = (filter.In ?? [filter.EqualTo!]).Where(text => filter.EqualTo is null || text == filter.EqualTo);
        return new(texts.Select(Encoding.UTF8.GetBytes), Utf8Comparer.Ordinal);
    }
}
