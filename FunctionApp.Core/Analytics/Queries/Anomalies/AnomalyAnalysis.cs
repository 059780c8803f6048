namespace FunctionApp.Core.Analytics.Queries.Anomalies;

/// <summary>What was found in a series, and how much of it could be judged.</summary>
/// <param name="Items">The anomalies, by time.</param>
/// <param name="Judged">Windows that had enough history to be judged.</param>
/// <param name="Unjudged">Windows that had too little history, or no value.</param>
/// <param name="Baseline">What the last window that could be judged was compared with.</param>
internal sealed record AnomalyAnalysis(IReadOnlyList<Anomaly> Items, int Judged, int Unjudged, AnomalyBaseline Baseline);
