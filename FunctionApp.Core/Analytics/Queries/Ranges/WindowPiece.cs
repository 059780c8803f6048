using FunctionApp.Core.Analytics.Windows;

namespace FunctionApp.Core.Analytics.Queries.Ranges;

/// <summary>Part of a range, to be read from the windows of one level.</summary>
/// <param name="Level">The level.</param>
/// <param name="From">First moment; a window of the level begins there.</param>
/// <param name="To">First moment after; a window of the level ends there.</param>
internal readonly record struct WindowPiece(WindowLevel Level, DateTimeOffset From, DateTimeOffset To);
