using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Gateway;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>Answers that are a page of a list.</summary>
internal static class Pages
{
    /// <summary>The page, or 400 when the continuation is none that the list handed out.</summary>
    public static async Task<IResult> AnswerAsync<T>(Func<Task<Page<T>>> list, JsonTypeInfo<Page<T>> type)
    {
        try
        {
            return Results.Json(await list(), type);
        }
        catch (ArgumentException)
        {
            return Problems.BadRequest("The continuation is not one that this list handed out.");
        }
    }
}
