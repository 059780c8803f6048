using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;

namespace FunctionApp.Functions;

/// <summary>Documents about the API itself.</summary>
public sealed class DocumentFunctions
{
    /// <summary>See <see cref="DocumentsApi.GetOpenApi"/>.</summary>
    [Function(nameof(GetOpenApi))]
    public static IResult GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.OpenApi)] HttpRequest request)
        => DocumentsApi.GetOpenApi();
}
