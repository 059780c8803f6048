using System.Buffers;
using System.Globalization;
using System.Text;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Makes canonical lines of events: one JSON object a line that has id, source, type and time.</summary>
/// <remarks>
/// What is fine is copied and not written anew: attributes that are missing are put in front, line ends between tokens become spaces. Only
/// an event with nulls for attributes is rewritten, without them.
/// </remarks>
internal sealed class EventNormalizer
{
    private const int MaxTypeBytes = 200;
    private const int MaxStackBytes = 512;

    private readonly IngestOptions _options;
    private readonly byte[] _stream;
    private readonly byte[] _source;
    private readonly byte[] _time;
    private readonly string _batchId;
    private readonly long _latestTicks;
    private readonly WindowBudget _windows;

    /// <param name="stream">The source of events that name none.</param>
    /// <param name="batchId">The ids of events that have none begin with it.</param>
    /// <param name="arrival">The time of events that name none.</param>
    /// <param name="options">What is accepted.</param>
    /// <param name="window">The length of the stream's windows.</param>
    public EventNormalizer(string stream, string batchId, DateTimeOffset arrival, IngestOptions options, TimeSpan window)
    {
        _options = options;
        _batchId = batchId;
        _stream = Encoding.UTF8.GetBytes(stream);
        _source = Encoding.UTF8.GetBytes($"\"source\":\"{stream}\",");
        _time = Encoding.UTF8.GetBytes($"\"time\":\"{arrival.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}\",");
        _latestTicks = arrival.UtcDateTime.Ticks + options.MaxEventLead.Ticks;
        _windows = new(window, options.MaxWindowsPerBatch);
    }

    /// <summary>Writes an event's canonical line, its end included.</summary>
    /// <param name="record">What was found.</param>
    /// <param name="lines">Where the line goes; nothing is written when it is rejected.</param>
    /// <param name="identity">What tells the event from others; default when it came without an id.</param>
    /// <returns>Why it is no event; null when it is one.</returns>
    public string? Write(scoped EventRecord record, IBufferWriter<byte> lines, out EventIdentity identity)
    {
        identity = default;
        if (record.Rejection is not null)
        {
            return record.Rejection;
        }

        var json = record.Json;
        if (json.Length > _options.MaxLineBytes)
        {
            return Rejections.TooLong(_options.MaxLineBytes);
        }

        var attributes = EventAttributes.Of(json, _options.MaxDepth);
        var fault = attributes.Fault ?? TypeFault(attributes.Type) ?? TimeFault(attributes.Time) ?? Identify(attributes, _stream, out identity);
        if (fault is not null)
        {
            return fault;
        }

        lines.Write("{"u8);
        if (!attributes.Id.IsPresent)
        {
            WriteId(lines, record.Line);
        }

        if (!attributes.Source.IsPresent)
        {
            lines.Write(_source);
        }

        if (!attributes.Time.IsPresent)
        {
            lines.Write(_time);
        }

        if (attributes.HasNulls)
        {
            WriteWithoutNulls(lines, json);
        }
        else
        {
            WriteOnOneLine(lines, json[(json.IndexOf((byte)'{') + 1)..]);
        }

        lines.Write("\n"u8);
        return null;
    }

    /// <summary>What tells an event from others.</summary>
    /// <param name="line">Its canonical line.</param>
    /// <param name="maxDepth">How deep it may be nested.</param>
    public static EventIdentity IdentityOf(ReadOnlySpan<byte> line, int maxDepth)
        => Identify(EventAttributes.Of(line, maxDepth), stream: default, out var identity) is null ? identity : default;

    private static string? TypeFault(EventAttribute type)
    {
        if (!type.IsPresent)
        {
            return Rejections.TypeMissing;
        }

        // An escape is at most six times as long as what it stands for.
        if (type.MaxLength > 6 * MaxTypeBytes)
        {
            return Rejections.TypeTooLong;
        }

        Span<byte> scratch = stackalloc byte[6 * MaxTypeBytes];
        return !type.TryUnescape(scratch, out var value) ? Rejections.NotText(EventField.Type) : value.Length > MaxTypeBytes ? Rejections.TypeTooLong : null;
    }

    private static void WriteOnOneLine(IBufferWriter<byte> lines, ReadOnlySpan<byte> json)
    {
        // In valid JSON a line end is white space between tokens: in strings it has to be escaped.
        var span = lines.GetSpan(json.Length)[..json.Length];
        json.CopyTo(span);
        span.Replace((byte)'\n', (byte)' ');
        span.Replace((byte)'\r', (byte)' ');
        lines.Advance(json.Length);
    }

    private static void WriteWithoutNulls(IBufferWriter<byte> lines, ReadOnlySpan<byte> json)
    {
        var scanner = new JsonScanner(json, int.MaxValue);
        scanner.Take((byte)'{');
        var isFirst = true;
        do
        {
            scanner.TakeString(out var key, out var isEscaped);
            scanner.Take((byte)':');
            var isNull = scanner.Next == (byte)'n';
            var value = scanner.TakeValue();
            if (isNull && EventAttributes.FieldOf(key, isEscaped) is not (EventField.Other or EventField.Data))
            {
                continue;
            }

            lines.Write(isFirst ? "\""u8 : ",\""u8);
            lines.Write(key);
            lines.Write("\":"u8);
            WriteOnOneLine(lines, value);
            isFirst = false;
        }
        while (scanner.Take((byte)','));
        lines.Write("}"u8);
    }

    private string? TimeFault(EventAttribute time)
    {
        if (!time.IsPresent)
        {
            return null;
        }

        Span<byte> scratch = stackalloc byte[MaxStackBytes];
        if (time.MaxLength > MaxStackBytes || !time.TryUnescape(scratch, out var text) || !Rfc3339.TryParse(text, out var ticks))
        {
            return Rejections.TimeNotRfc3339;
        }

        return ticks > _latestTicks ? Rejections.TimeTooFarAhead : _windows.TryEnter(ticks) ? null : Rejections.TooManyWindows(_options.MaxWindowsPerBatch);
    }

    private static string? Identify(EventAttributes attributes, ReadOnlySpan<byte> stream, out EventIdentity identity)
    {
        identity = default;
        if (!attributes.Id.IsPresent)
        {
            return null;
        }

        var length = attributes.Id.MaxLength + attributes.Source.MaxLength;
        var rented = length > MaxStackBytes ? ArrayPool<byte>.Shared.Rent(length) : null;
        try
        {
            var scratch = rented ?? stackalloc byte[MaxStackBytes];
            if (!attributes.Id.TryUnescape(scratch, out var id))
            {
                return Rejections.NotText(EventField.Id);
            }

            if (!attributes.Source.TryUnescape(scratch[attributes.Id.MaxLength..], out var source))
            {
                return Rejections.NotText(EventField.Source);
            }

            identity = EventIdentity.Of(attributes.Source.IsPresent ? source : stream, id);
            return null;
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private void WriteId(IBufferWriter<byte> lines, long line)
    {
        Span<char> id = stackalloc char[64];
        id.TryWrite(CultureInfo.InvariantCulture, $"\"id\":\"{_batchId}-{line}\",", out var length);
        lines.Advance(Encoding.UTF8.GetBytes(id[..length], lines.GetSpan(length)));
    }
}
