using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics;

/// <summary>A <see cref="Duration"/> as a JSON string.</summary>
internal sealed class DurationJsonConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => (reader.TokenType == JsonTokenType.String ? Duration.Parse(reader.GetString()) : null)
            ?? throw new JsonException("A duration is a whole number of s, m, h or d, for example \"5m\".");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Duration.Format(value));
}
