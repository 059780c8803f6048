using System.Text.Json;

namespace FunctionApp.Core.Api;

/// <summary>JSON text from payloads, on its way into a document.</summary>
internal static class JsonText
{
    /// <summary>Parses JSON text; text that a foreign client stored without encoding it becomes a JSON string.</summary>
    public static JsonElement? ToJsonElement(this string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text, ApiJson.Default.String);
        }
    }
}
