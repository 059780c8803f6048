using System.Runtime.InteropServices;

namespace FunctionApp.Core.Analytics.Aggregation;

/// <summary>One place in a line where lines of its shape may differ.</summary>
/// <param name="Start">The first byte that may differ.</param>
/// <param name="End">The first byte after it that is the same again.</param>
/// <param name="Token">What may be there.</param>
/// <param name="Slot">Where the value is kept; below zero when it is not wanted.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ShapeStep(int Start, int End, ShapeToken Token, int Slot);
