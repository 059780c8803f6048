using System.Text.Json;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Api;

/// <summary>An orchestration instance as callers see it: payloads as JSON, failures without stack traces.</summary>
public sealed record OrchestrationDocument
{
    /// <summary>The instance's id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The orchestrator's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the instance stands.</summary>
    public required OrchestrationStatus RuntimeStatus { get; init; }

    /// <summary>When it was scheduled (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its state last changed (UTC).</summary>
    public required DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The instance that called this one; null for a top-level instance.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>The input.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>The output; null until completed.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>What the orchestrator last said of itself.</summary>
    public JsonElement? CustomStatus { get; init; }

    /// <summary>What went wrong.</summary>
    public FailureDetails? FailureDetails { get; init; }

    internal static OrchestrationDocument From(OrchestrationInstance instance) => new()
    {
        InstanceId = instance.InstanceId,
        Name = instance.Name,
        RuntimeStatus = instance.RuntimeStatus,
        CreatedAt = instance.CreatedAt,
        LastUpdatedAt = instance.LastUpdatedAt,
        ParentInstanceId = instance.ParentInstanceId,
        Input = instance.SerializedInput.ToJsonElement(),
        Output = instance.SerializedOutput.ToJsonElement(),
        CustomStatus = instance.SerializedCustomStatus.ToJsonElement(),
        FailureDetails = instance.FailureDetails?.WithoutStackTrace(),
    };
}
