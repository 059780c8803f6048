using System.Text.Json.Nodes;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>A parameter of an operation.</summary>
/// <param name="In">Where it stands: query or header.</param>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Schema">What it may be.</param>
internal sealed record ParameterDescription(string In, string Name, string Meaning, JsonObject Schema);
