using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>JSON request bodies.</summary>
internal static class RequestBody
{
    /// <summary>Reads a JSON body; default when it is empty or not of the type.</summary>
    public static async Task<T?> ReadJsonAsync<T>(this HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
