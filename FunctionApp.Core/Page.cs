namespace FunctionApp.Core;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of this page, in the list's order.</param>
/// <param name="Continuation">Opaque token that fetches the next page; null when this page is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);
