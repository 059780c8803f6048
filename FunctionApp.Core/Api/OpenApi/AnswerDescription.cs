namespace FunctionApp.Core.Api.OpenApi;

/// <summary>A good answer of an operation.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Meaning">When it is given.</param>
/// <param name="Contents">What its body may be; none when empty.</param>
internal sealed record AnswerDescription(int Status, string Meaning, IReadOnlyList<ContentDescription> Contents);
