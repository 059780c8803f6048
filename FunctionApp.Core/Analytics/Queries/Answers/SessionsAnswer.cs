using System.Text.Json.Serialization;
using FunctionApp.Core.Analytics.Queries.Sessions;

namespace FunctionApp.Core.Analytics.Queries.Answers;

/// <summary>The sessions that began in a range.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="From">First moment.</param>
/// <param name="To">First moment after; sessions that go on are cut there.</param>
/// <param name="Timeout">The longest gap inside a session.</param>
/// <param name="Summary">What they are like. Exact.</param>
public sealed record SessionsAnswer(
    string Stream,
    DateTimeOffset From,
    DateTimeOffset To,
    [property: JsonConverter(typeof(DurationJsonConverter))] TimeSpan Timeout,
    SessionSummary Summary);
