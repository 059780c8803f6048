using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FunctionApp.Core.Caching;

/// <summary>Values as JSON.</summary>
internal sealed class JsonCacheFormat<T>(JsonTypeInfo<T> type) : ICacheFormat<T>
    where T : class
{
    public void Write(IBufferWriter<byte> output, T value)
    {
        using var writer = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(writer, value, type);
    }

    public T Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes.Span, type) ?? throw new FormatException("The cached value is the JSON null.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("The cached value is not the JSON it should be.", exception);
        }
    }
}
