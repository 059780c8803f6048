using System.Globalization;
using FunctionApp.Core.Analytics.Segments;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>What a writer knew of the others when it began: of each, the last segment that it had looked at. Kept with its first segment.</summary>
/// <remarks>Events in later segments of another writer it could not recognise as repetitions, and the other not those in its own.</remarks>
internal static class WriterKnowledge
{
    /// <summary>The name in the first segment's metadata.</summary>
    public const string MetadataName = "knows";

    /// <summary>Metadata is limited. Of the writers beyond it does not say that it knew them, which costs a comparison and nothing else.</summary>
    private const int MaxWriters = 200;

    /// <summary>Writes down what is known by having read some segments.</summary>
    public static string Of(IEnumerable<SegmentName> segments) => string.Join(' ', segments
        .GroupBy(name => name.Writer, StringComparer.Ordinal)
        .Select(writer => (Writer: writer.Key, Last: writer.Max(name => name.Last), Time: writer.Max(name => name.Time)))
        .OrderByDescending(writer => writer.Time)
        .Take(MaxWriters)
        .Select(writer => string.Create(CultureInfo.InvariantCulture, $"{writer.Writer}.{writer.Last}")));

    /// <summary>Reads what was written down: the last known segment by writer. Nothing, when it is damaged.</summary>
    public static IReadOnlyDictionary<string, long> Parse(string? text)
    {
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('.') is [var writer, var last] && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                known[writer] = sequence;
            }
        }

        return known;
    }
}
