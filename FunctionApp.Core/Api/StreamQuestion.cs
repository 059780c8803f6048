using System.Buffers;
using System.Globalization;
using FunctionApp.Core.Analytics.Queries.Calendar;
using FunctionApp.Core.Analytics.Streams;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>Reads the query parameters of a question about a stream.</summary>
internal sealed class StreamQuestion
{
    private const int MaxZoneLength = 64;

    private static readonly SearchValues<char> ZoneCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");

    /// <summary>Beyond these there is nothing to ask about, and no arithmetic to fear.</summary>
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch, Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly QueryReader _query;

    public StreamQuestion(EventStream stream, IQueryCollection query, DateTimeOffset now)
    {
        Stream = stream;
        _query = new(query);
        To = Moment("to") ?? now;
        From = Moment("from") ?? To.AddDays(-1);
        Type = _query.Text("type");
        if (From >= To)
        {
            _query.Fail("'from' is before 'to'.");
        }
    }

    /// <summary>The stream as the query sees it.</summary>
    public EventStream Stream { get; }

    /// <summary>First moment; a day before <see cref="To"/> unless the caller says otherwise.</summary>
    public DateTimeOffset From { get; }

    /// <summary>First moment after; now unless the caller says otherwise.</summary>
    public DateTimeOffset To { get; }

    /// <summary>Only events of this type; null means all.</summary>
    public string? Type { get; }

    /// <summary>What is wrong with the question; null while nothing is.</summary>
    public string? Error => _query.Error;

    /// <summary>Says what is wrong, unless something was wrong before.</summary>
    public void Fail(string error) => _query.Fail(error);

    /// <summary>A whole number within bounds.</summary>
    public int Integer(string name, int whenAbsent, int min, int max) => _query.Integer(name, whenAbsent, min, max);

    /// <summary>A name of an enumeration's value, in any case.</summary>
    public T Enumeration<T>(string name, T whenAbsent)
        where T : struct, Enum
        => _query.Enumeration<T>(name) ?? whenAbsent;

    /// <summary>Yes or no; no when absent.</summary>
    public bool Flag(string name)
    {
        var text = _query.Text(name);
        if (bool.TryParse(text, out var flag) || text is null)
        {
            return flag;
        }

        Fail($"'{name}' is true or false.");
        return false;
    }

    /// <summary>One of the stream's top-k fields; it may be left out where there is only one.</summary>
    public string TopField()
    {
        var fields = Stream.Settings.TopK;
        var field = _query.Text("field") ?? (fields.Count == 1 ? fields[0] : null);
        if (field is not null && fields.Contains(field, StringComparer.Ordinal))
        {
            return field;
        }

        Fail(fields.Count == 0
            ? $"Stream '{Stream.Name}' keeps no frequent values. Name fields in 'topK' of its settings."
            : $"'field' is one of {string.Join(", ", fields)}.");
        return "";
    }

    /// <summary>A window size that the stream's own windows add up to.</summary>
    public WindowSize Size(string name, WindowSize whenAbsent)
    {
        if (_query.Text(name) is not { } text)
        {
            return whenAbsent;
        }

        var window = WindowSize.Of(Stream.Settings.Window);
        if (WindowSize.Parse(text) is not { } size)
        {
            Fail($"'{name}' is {WindowSize.Rule}.");
        }
        else if (!size.IsCalendar && window.TimesIn(size) == 0)
        {
            Fail($"'{name}' is a multiple of {window}, which is how long this stream's windows are.");
        }
        else
        {
            return size;
        }

        return whenAbsent;
    }

    /// <summary>A time zone by its IANA name; UTC when absent.</summary>
    public TimeZoneInfo Zone()
    {
        if (_query.Text("tz") is not { } id)
        {
            return TimeZoneInfo.Utc;
        }

        if (id.Length <= MaxZoneLength && !id.AsSpan().ContainsAnyExcept(ZoneCharacters) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return zone;
        }

        Fail("'tz' is an IANA time zone, for example Europe/Zurich.");
        return TimeZoneInfo.Utc;
    }

    /// <summary>A length of time.</summary>
    public TimeSpan Duration(string name, TimeSpan whenAbsent, TimeSpan max)
    {
        if (_query.Text(name) is not { } text)
        {
            return whenAbsent;
        }

        if (Analytics.Duration.Parse(text) is { } length && length <= max)
        {
            return length;
        }

        Fail($"'{name}' is a whole number of s, m, h or d, for example 30m, and at most {Analytics.Duration.Format(max)}.");
        return whenAbsent;
    }

    /// <summary>Numbers, separated by commas.</summary>
    public IReadOnlyList<double> Numbers(string name, string whenAbsent, double above, double max, int maxCount)
    {
        var numbers = new List<double>();
        foreach (var text in (_query.Text(name) ?? whenAbsent).Split(',', StringSplitOptions.TrimEntries))
        {
            const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (!double.TryParse(text, style, CultureInfo.InvariantCulture, out var number) || !(number > above && number <= max) || numbers.Count == maxCount)
            {
                Fail(string.Create(CultureInfo.InvariantCulture, $"'{name}' is up to {maxCount} numbers above {above} and at most {max}, separated by commas."));
                break;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private DateTimeOffset? Moment(string name)
    {
        var moment = _query.Moment(name);
        if (moment < Earliest || moment > Latest)
        {
            Fail($"'{name}' is from 1970 to 2200.");
            return null;
        }

        return moment;
    }
}
