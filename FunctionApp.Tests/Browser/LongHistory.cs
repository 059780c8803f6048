using System.Globalization;
using System.Text.Json.Nodes;

namespace FunctionApp.Tests.Browser;

/// <summary>The history of an orchestration that fanned out.</summary>
internal static class LongHistory
{
    private static readonly DateTimeOffset Begin = new(2026, 5, 17, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Half of the events schedule an activity each; the other half complete them.</summary>
    public static JsonArray Of(int events) => new([.. Enumerable.Range(0, events).Select(index => Event(index, events / 2))]);

    private static JsonObject Event(int index, int tasks) => new()
    {
        ["type"] = index < tasks ? "TaskScheduled" : "TaskCompleted",
        ["timestamp"] = Begin.AddMilliseconds(index * 10).ToString("O", CultureInfo.InvariantCulture),
        ["name"] = "RenderImage",
        ["taskId"] = index % tasks,
    };
}
