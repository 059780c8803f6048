namespace FunctionApp.Core.Analytics.Streams;

/// <summary>A stream as the API shows it.</summary>
/// <param name="Name">Its name; see <see cref="StreamName"/>.</param>
/// <param name="Settings">What is computed.</param>
/// <param name="State">How far it is.</param>
public sealed record EventStream(string Name, StreamSettings Settings, StreamState State);
