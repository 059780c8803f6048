using FunctionApp.Core.Caching;

namespace FunctionApp.Core.Dashboard;

/// <summary>A file of the dashboard in the forms in which it can be sent.</summary>
/// <param name="Plain">As it is.</param>
/// <param name="Encoded">Compressed when it was built, the smallest first.</param>
public sealed record DashboardFile(CachedContent Plain, IReadOnlyList<EncodedContent> Encoded);
