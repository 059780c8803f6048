using System.Text;
using System.Text.Json;
using FunctionApp.Core.Api.OpenApi;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>Documents about the API itself.</summary>
public static class DocumentsApi
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Lazy<byte[]> OpenApi = new(() => Encoding.UTF8.GetBytes(OpenApiDocument.Create().ToJsonString(Indented)));

    /// <summary>The OpenAPI document, made when it is first asked for.</summary>
    public static IResult GetOpenApi() => Results.Bytes(OpenApi.Value, "application/json");
}
