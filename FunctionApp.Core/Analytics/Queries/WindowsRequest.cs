using FunctionApp.Core.Analytics.Queries.Calendar;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>Which windows are asked for.</summary>
/// <param name="From">Where the first window begins.</param>
/// <param name="To">Every window begins before this.</param>
/// <param name="Size">How long a window is.</param>
/// <param name="Hop">How far apart windows begin: the size itself for windows side by side, a part of it for windows that overlap.</param>
/// <param name="Zone">Whose midnights days, weeks and months have.</param>
/// <param name="Type">Only events of this type; null means all.</param>
/// <param name="Fill">Whether windows without events are in the answer.</param>
public sealed record WindowsRequest(
    DateTimeOffset From, DateTimeOffset To, WindowSize Size, WindowSize Hop, TimeZoneInfo Zone, string? Type, bool Fill);
