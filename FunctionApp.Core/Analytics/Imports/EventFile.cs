namespace FunctionApp.Core.Analytics.Imports;

/// <summary>One version of a file of events.</summary>
/// <param name="Stream">The stream that its events belong to.</param>
/// <param name="Name">The blob's name in <see cref="AnalyticsContainers.Events"/>.</param>
/// <param name="ETag">Which version of it.</param>
/// <param name="Id">Sixteen hexadecimal digits that stand for name and version.</param>
/// <param name="Since">When it was taken on (UTC).</param>
public sealed record EventFile(string Stream, string Name, string ETag, string Id, DateTimeOffset Since);
