using FunctionApp.Core.Analytics.Queries.Anomalies;

namespace FunctionApp.Core.Analytics.Queries.Answers;

/// <summary>The windows of a range that are not as those before them let expect.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Metric">What was judged.</param>
/// <param name="From">Where the first judged window begins.</param>
/// <param name="To">Where the last judged window ends: windows that are open are not judged.</param>
/// <param name="Size">How long a window is.</param>
/// <param name="Sensitivity">How far from the expected is too far.</param>
/// <param name="Threshold">The same in standard deviations.</param>
/// <param name="Baseline">What the last window that could be judged was compared with.</param>
/// <param name="Judged">Windows that had enough history to be judged.</param>
/// <param name="Unjudged">Windows that had too little history, or no value.</param>
/// <param name="Note">What the reader should know: that history is too short, for one. Null when there is nothing to say.</param>
/// <param name="Items">The anomalies, by time.</param>
/// <param name="Continuation">Always null: the answer is whole.</param>
public sealed record AnomaliesAnswer(
    string Stream,
    StreamMetric Metric,
    DateTimeOffset From,
    DateTimeOffset To,
    string Size,
    AnomalySensitivity Sensitivity,
    double Threshold,
    AnomalyBaseline Baseline,
    int Judged,
    int Unjudged,
    string? Note,
    IReadOnlyList<Anomaly> Items,
    string? Continuation = null);
