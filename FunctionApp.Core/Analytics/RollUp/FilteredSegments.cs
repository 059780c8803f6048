using FunctionApp.Core.Analytics.Segments;

namespace FunctionApp.Core.Analytics.RollUp;

/// <summary>Segments that are about to be applied, without the events that have been applied before.</summary>
/// <param name="Names">The segments, in order. One that had repetitions in it has another name: one with fewer events and more duplicates.</param>
/// <param name="Drafts">What segments with another name are going to hold: the blob in <see cref="AnalyticsContainers.RollUps"/> by name.</param>
/// <param name="Writers">The marks of the writers when all of them have been applied.</param>
internal sealed record FilteredSegments(
    IReadOnlyList<SegmentName> Names, IReadOnlyDictionary<string, string> Drafts, IReadOnlyDictionary<string, WriterMark> Writers);
