using System.Text.Json;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The orchestration operations.</summary>
internal static class OrchestrationDescriptions
{
    public static IReadOnlyDictionary<string, OperationDescription> All { get; } = new Dictionary<string, OperationDescription>(StringComparer.Ordinal)
    {
        ["ListOrchestrations"] = new OperationDescription("Lists instances, newest first, without inputs and outputs.")
            .Paged(50, 1_000)
            .Query("status", "Only instances in one of these states, separated by commas.")
            .Query("name", "Only instances of this orchestrator.")
            .Query("id", "Only instances whose id starts with this.")
            .Query("from", "Only instances created at or after this moment.", Schemas.Moment())
            .Query("to", "Only instances created before this moment.", Schemas.Moment())
            .Returns(
                200,
                "A page.",
                ApiJson.Default.PageOrchestrationDocument,
                new Page<OrchestrationDocument>([Examples.Instance with { Input = null, Output = null }], Continuation: null)),

        ["GetOrchestration"] = new OperationDescription("One instance, with input and output.")
            .Returns(200, "The instance.", ApiJson.Default.OrchestrationDocument, Examples.Instance)
            .Problems(404),

        ["GetOrchestrationHistory"] = new OperationDescription("What happened to an instance, event by event.")
            .Returns(
                200,
                "The history, oldest first.",
                ApiJson.Default.PageHistoryDocument,
                new Page<HistoryDocument>([new() { Type = HistoryEventType.TaskScheduled, Timestamp = Examples.Moment, TaskId = 0, Name = "InspectImage" }], Continuation: null))
            .Problems(404, 501),

        ["WatchOrchestration"] = new OperationDescription("The instance, without input and output, whenever it changes, as server-sent events named 'instance', until the caller leaves, it is purged or the host stops.")
            .Header("Last-Event-ID", "The id of the last event that the caller had: it gets only what is newer.")
            .ReturnsContent(200, "Events, and a comment when there is none for long.", "text/event-stream")
            .Problems(404, 503),

        ["PurgeOrchestration"] = new OperationDescription("Deletes a finished instance, its children and their history.")
            .Returns(204, "Deleted.")
            .Problems(404, 409),

        ["TerminateOrchestration"] = Command("Ends an instance and its children."),
        ["SuspendOrchestration"] = Command("Parks an instance until it is resumed."),
        ["ResumeOrchestration"] = Command("Continues a parked instance."),
        ["RewindOrchestration"] = Command("Takes a failed instance back to before its failures, and runs what failed again."),
        ["RestartOrchestration"] = Command("Starts a finished instance again with the same input.")
            .Query("newId", "Leaves it, and starts a copy under a fresh id.", Schemas.Boolean()),
        ["RaiseOrchestrationEvent"] = new OperationDescription("Sends an event to an instance.")
            .Body(ApiJson.Default.NullableJsonElement, JsonDocument.Parse("""{"approved": true}""").RootElement)
            .Returns(202, "Sent.")
            .Problems(404, 409),
    };

    private static OperationDescription Command(string summary) => new OperationDescription(summary)
        .Query("reason", "Kept in the history.")
        .Returns(202, "Taken.")
        .Problems(404, 409, 501);
}
