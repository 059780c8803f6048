using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Ingest;

namespace FunctionApp.Local.Samples;

/// <summary>Events for a first try.</summary>
/// <param name="Name">The stream they belong to.</param>
/// <param name="Settings">What is computed of them.</param>
/// <param name="Format">How they are written down.</param>
/// <param name="Content">The events, and a few lines that are none.</param>
internal sealed record SampleStream(string Name, StreamSettings Settings, EventFormat Format, byte[] Content);
