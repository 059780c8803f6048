using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Tests.Analytics.Aggregation;

/// <summary>What <see cref="EventScanner"/> does, by way of System.Text.Json.</summary>
internal static partial class ReferenceScanner
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What should be read off a line; null when it should be refused.</summary>
    public static ScannedLine? Scan(byte[] line, IReadOnlyList<string> fields)
    {
        try
        {
            Strict.GetString(line);
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || Find(document.RootElement, "type") is not { ValueKind: JsonValueKind.String } type || type.GetString() is not { Length: > 0 } typeName
                || Find(document.RootElement, "time") is not { ValueKind: JsonValueKind.String } time || Time(time.GetString()!) is not { } ticks)
            {
                return null;
            }

            return new(typeName, ticks, [.. fields.Select(field => Text(Find(document.RootElement, field)))], [.. fields.Select(field => Number(Find(document.RootElement, field)))]);
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    private static long? Time(string text)
    {
        var match = Timestamp().Match(text);
        if (!match.Success || !DateTime.TryParseExact(
            $"{match.Groups["date"]}T{match.Groups["time"]}", "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return null;
        }

        var fraction = long.Parse(match.Groups["fraction"].Value.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);
        var offset = match.Groups["offset"].Value is { Length: 6 } zone ? TimeSpan.ParseExact(zone[1..], @"hh\:mm", CultureInfo.InvariantCulture) : TimeSpan.Zero;
        var ticks = local.Ticks + fraction - (text[^6] == '-' ? -offset.Ticks : offset.Ticks);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? ticks : null;
    }

    private static string? Text(JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.String => element.Value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.Value.GetRawText(),
        _ => null,
    };

    private static double? Number(JsonElement? element)
        => element is { ValueKind: JsonValueKind.Number } number && double.Parse(number.GetRawText(), CultureInfo.InvariantCulture) is var value && double.IsFinite(value)
            ? value
            : null;

    [GeneratedRegex(
        @"^(?<date>[0-9]{4}-[0-9][0-9]-[0-9][0-9])[Tt ](?<time>[0-9][0-9]:[0-9][0-9]:[0-9][0-9])(\.(?<fraction>[0-9]+))?(?<offset>[Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Timestamp();
}
