using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>A CloudEvent in binary mode: its attributes are headers that begin with <c>ce-</c>, its data is the body (CloudEvents HTTP binding 1.0, 3.1).</summary>
internal static class BinaryModeEvent
{
    private const string HeaderPrefix = "ce-";

    /// <summary>Whether a request is one.</summary>
    public static bool IsOne(IHeaderDictionary headers) => headers.ContainsKey("ce-type") || headers.ContainsKey("ce-specversion");

    /// <summary>Makes the JSON of it.</summary>
    /// <returns>Null when there are more bytes than one event may have.</returns>
    public static async Task<Stream?> ToJsonAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var buffer = new byte[Math.Min(maxBytes, 16 * 1024)];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        var json = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in request.Headers.Where(header => header.Key.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase)))
            {
                writer.WriteString(name[HeaderPrefix.Length..].ToLowerInvariant(), Uri.UnescapeDataString(value.ToString()));
            }

            WriteData(writer, body.GetBuffer().AsSpan(0, (int)body.Length), request.ContentType);
            writer.WriteEndObject();
        }

        json.Position = 0;
        return json;
    }

    private static void WriteData(Utf8JsonWriter writer, ReadOnlySpan<byte> body, string? contentType)
    {
        if (body.IsEmpty)
        {
            return;
        }

        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed : null;
        if (type is null || type.MediaType == "application/json" || type.Suffix == "json")
        {
            // Whether it is JSON is seen when the event is: a line end in it would begin another.
            writer.WritePropertyName("data");
            writer.WriteRawValue(OnOneLine(body), skipInputValidation: true);
        }
        else if (type.Type == "text" && Utf8.IsValid(body))
        {
            writer.WriteString("data", body);
        }
        else
        {
            writer.WriteBase64String("data_base64", body);
        }
    }

    private static byte[] OnOneLine(ReadOnlySpan<byte> body)
    {
        var line = body.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        return line;
    }
}
