namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>A canonical line in a <see cref="PreparedBatch"/>.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its bytes, with the line end.</param>
/// <param name="Identity">What tells the event from others.</param>
internal readonly record struct PreparedEvent(int Offset, int Length, EventIdentity Identity);
