using System.Text.Json;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Chooses the settings of a stream that nobody has set, by looking at its first events.</summary>
/// <remarks>
/// The value is the number that most of them have, one that sounds like an amount before others. The unique field is the subject, else the
/// text that sounds like somebody. The frequent fields are texts that repeat.
/// </remarks>
internal static class SettingsInference
{
    private const int Sample = 200;
    private const int MaxTopK = 3;

    private static readonly string[] Amounts = ["amount", "value", "price", "total", "revenue", "duration", "latency", "magnitude", "mag", "size", "bytes"];
    private static readonly string[] Persons = ["user", "userid", "user_id", "customer", "customerid", "customer_id", "device", "deviceid", "device_id", "session", "sessionid", "session_id", "account", "visitor"];

    public static StreamSettings Infer(PreparedBatch batch)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var texts = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var subjects = 0;
        var sample = batch.Events.Take(Sample).ToList();
        foreach (var line in sample)
        {
            using var json = JsonDocument.Parse(batch.Lines.Slice(line.Offset, line.Length), new() { MaxDepth = 1_000 });
            subjects += json.RootElement.TryGetProperty("subject", out var subject) && subject.ValueKind is JsonValueKind.String ? 1 : 0;
            if (json.RootElement.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object)
            {
                foreach (var field in data.EnumerateObject())
                {
                    Note(field, numbers, texts);
                }
            }
        }

        var half = (sample.Count + 1) / 2;
        var unique = subjects >= half ? "subject" : Known(texts.Keys, Persons);
        return new()
        {
            Value = Known(numbers.Keys, Amounts)
                ?? numbers.Where(field => field.Value >= half).OrderByDescending(field => field.Value).ThenBy(field => field.Key, StringComparer.Ordinal).FirstOrDefault().Key,
            Unique = unique,
            TopK =
            [
                .. texts
                    .Where(field => field.Key != unique && field.Value.Count >= half && field.Value.Distinct(StringComparer.Ordinal).Count() <= (field.Value.Count + 1) / 2)
                    .OrderBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => field.Key)
                    .Take(MaxTopK),
            ],
            IsInferred = true,
        };
    }

    private static void Note(JsonProperty field, Dictionary<string, int> numbers, Dictionary<string, List<string>> texts)
    {
        var path = $"data.{field.Name}";
        if (field.Name.Length is 0 or > 100 || field.Name.Contains('.', StringComparison.Ordinal) || field.Name.Any(char.IsControl))
        {
            return;
        }

        if (field.Value.ValueKind is JsonValueKind.Number)
        {
            numbers[path] = numbers.GetValueOrDefault(path) + 1;
        }
        else if (field.Value.ValueKind is JsonValueKind.String && IsText(field.Value) is { } text)
        {
            if (!texts.TryGetValue(path, out var values))
            {
                texts[path] = values = [];
            }

            values.Add(text);
        }
    }

    /// <summary>A string's text; null for one with half a surrogate pair, which is valid JSON and no text.</summary>
    private static string? IsText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Known(IReadOnlyCollection<string> paths, string[] names)
        => names.Select(name => paths.FirstOrDefault(path => string.Equals(path, $"data.{name}", StringComparison.OrdinalIgnoreCase))).FirstOrDefault(path => path is not null);
}
