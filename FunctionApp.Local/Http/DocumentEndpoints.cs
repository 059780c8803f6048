using FunctionApp.Core.Api;

namespace FunctionApp.Local.Http;

/// <summary>Documents about the API itself.</summary>
internal static class DocumentEndpoints
{
    public static void MapDocuments(this IEndpointRouteBuilder routes) => routes.MapGet(Routes.OpenApi, () => DocumentsApi.GetOpenApi());
}
