using FunctionApp.Core.Caching;

namespace FunctionApp.Core.Dashboard;

/// <summary>A body in a content coding (RFC 9110, 8.4.1).</summary>
/// <param name="Coding">The coding's name: <c>br</c> or <c>gzip</c>.</param>
/// <param name="Content">The encoded bytes, with an entity tag of their own.</param>
public sealed record EncodedContent(string Coding, CachedContent Content);
