using FunctionApp.Core.Costs.Usage;

namespace FunctionApp.Core.Costs.Records;

/// <summary>What all instances used on one day (UTC): a blob that each of them adds to.</summary>
internal sealed record DayUsage
{
    /// <summary>What names beyond <see cref="CostOptions.MaxNames"/> are counted under.</summary>
    public const string Others = "(other)";

    /// <summary>The most instances whose marks are kept; the longest silent go first.</summary>
    private const int MaxWriters = 1_000;

    /// <summary>When the first usage of the day was recorded, less the time it was gathered in (UTC).</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the latest was (UTC).</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>All of it.</summary>
    public UsageTotals Totals { get; init => field = value ?? UsageTotals.None; } = UsageTotals.None;

    /// <summary>By area.</summary>
    public IReadOnlyDictionary<string, UsageTotals> Areas { get; init => field = value ?? Nothing; } = Nothing;

    /// <summary>By activity.</summary>
    public IReadOnlyDictionary<string, UsageTotals> Activities { get; init => field = value ?? Nothing; } = Nothing;

    /// <summary>By orchestrator.</summary>
    public IReadOnlyDictionary<string, UsageTotals> Orchestrations { get; init => field = value ?? Nothing; } = Nothing;

    /// <summary>By stream.</summary>
    public IReadOnlyDictionary<string, UsageTotals> Streams { get; init => field = value ?? Nothing; } = Nothing;

    /// <summary>The last addition of each instance: one whose answer was lost is not made again.</summary>
    public IReadOnlyDictionary<string, WriterMark> Writers { get; init => field = value ?? NoWriters; } = NoWriters;

    private static IReadOnlyDictionary<string, UsageTotals> Nothing { get; } = new Dictionary<string, UsageTotals>(StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, WriterMark> NoWriters { get; } = new Dictionary<string, WriterMark>(StringComparer.Ordinal);

    /// <summary>A day with nothing in it.</summary>
    public static DayUsage Empty(DateTimeOffset from) => new() { From = from, To = from };

    /// <summary>The same day and more; the same day when the addition is in it already.</summary>
    public DayUsage With(UsageAddition addition, int maxNames)
    {
        if (Writers.GetValueOrDefault(addition.Writer)?.Sequence >= addition.Sequence)
        {
            return this;
        }

        return this with
        {
            From = addition.From < From ? addition.From : From,
            To = addition.To > To ? addition.To : To,
            Totals = Totals + addition.Usage.Totals.ToTotals(),
            Areas = Sum(Areas, addition.Usage.Areas, maxNames),
            Activities = Sum(Activities, addition.Usage.Activities, maxNames),
            Orchestrations = Sum(Orchestrations, addition.Usage.Orchestrations, maxNames),
            Streams = Sum(Streams, addition.Usage.Streams, maxNames),
            Writers = Marked(addition),
        };
    }

    /// <summary>Both days, as one.</summary>
    public DayUsage With(DayUsage other) => this with
    {
        From = other.From < From ? other.From : From,
        To = other.To > To ? other.To : To,
        Totals = Totals + other.Totals,
        Areas = Sum(Areas, other.Areas),
        Activities = Sum(Activities, other.Activities),
        Orchestrations = Sum(Orchestrations, other.Orchestrations),
        Streams = Sum(Streams, other.Streams),
    };

    private static Dictionary<string, UsageTotals> Sum(
        IReadOnlyDictionary<string, UsageTotals> left, Dictionary<string, UsageTally> right, int maxNames)
    {
        var sum = new Dictionary<string, UsageTotals>(left, StringComparer.Ordinal);
        foreach (var (name, usage) in right)
        {
            var kept = sum.ContainsKey(name) || sum.Count < maxNames ? name : Others;
            sum[kept] = (sum.GetValueOrDefault(kept) ?? UsageTotals.None) + usage.ToTotals();
        }

        return sum;
    }

    private static Dictionary<string, UsageTotals> Sum(IReadOnlyDictionary<string, UsageTotals> left, IReadOnlyDictionary<string, UsageTotals> right)
    {
        var sum = new Dictionary<string, UsageTotals>(left, StringComparer.Ordinal);
        foreach (var (name, usage) in right)
        {
            sum[name] = (sum.GetValueOrDefault(name) ?? UsageTotals.None) + usage;
        }

        return sum;
    }

    private Dictionary<string, WriterMark> Marked(UsageAddition addition)
    {
        var marks = new Dictionary<string, WriterMark>(Writers, StringComparer.Ordinal) { [addition.Writer] = new(addition.Sequence, addition.To) };
        foreach (var (silent, _) in marks.OrderBy(mark => mark.Value.At).Take(Math.Max(0, marks.Count - MaxWriters)).ToList())
        {
            marks.Remove(silent);
        }

        return marks;
    }
}
