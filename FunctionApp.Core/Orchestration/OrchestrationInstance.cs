using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FunctionApp.Core.Orchestration;

/// <summary>The state of one orchestration instance, as clients see it.</summary>
public sealed record OrchestrationInstance
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

    /// <summary>The instance that called this one; null for a top-level instance or where a backend does not tell.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>The input as JSON text; null when there is none or it was not asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output as JSON text; null until completed or when it was not asked for.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status as JSON text; null when none is set.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>What went wrong; null unless <see cref="OrchestrationStatus.Failed"/> or <see cref="OrchestrationStatus.Terminated"/> with a reason.</summary>
    public FailureDetails? FailureDetails { get; init; }

    /// <summary>Reads the input; default when there is none or it was not asked for.</summary>
    /// <exception cref="JsonException">The input is of another type.</exception>
    public T? ReadInput<T>(JsonTypeInfo<T> type) => SerializedInput is null ? default : JsonSerializer.Deserialize(SerializedInput, type);

    /// <summary>Reads the output; default when there is none or it was not asked for.</summary>
    /// <exception cref="JsonException">The output is of another type.</exception>
    public T? ReadOutput<T>(JsonTypeInfo<T> type) => SerializedOutput is null ? default : JsonSerializer.Deserialize(SerializedOutput, type);
}
