namespace FunctionApp.Core.Analytics.Sketches;

/// <summary>A frequent item, and between which bounds its true frequency lies.</summary>
/// <param name="Key">The item. Longer keys than <see cref="FrequentItems.MaxKeyBytes"/> are cut.</param>
/// <param name="LowerBound">It came at least so often.</param>
/// <param name="UpperBound">It came at most so often.</param>
public sealed record FrequentItem(string Key, long LowerBound, long UpperBound);
