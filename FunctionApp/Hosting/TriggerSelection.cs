using System.Text.Json.Nodes;
using FunctionApp.Functions;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Options;

namespace FunctionApp.Hosting;

/// <summary>Adapts what the host is told of this app's functions to the settings. A trigger that is off does not exist for the host.</summary>
/// <remarks>An attribute takes constants only; this is where a setting can have its say, before the host indexes the functions.</remarks>
internal sealed class TriggerSelection(IOptions<TriggerOptions> options) : IFunctionMetadataTransformer
{
    /// <inheritdoc/>
    public string Name => nameof(TriggerSelection);

    /// <inheritdoc/>
    public void Transform(IList<IFunctionMetadata> original)
    {
        if (!options.Value.KeepWarm && original.FirstOrDefault(function => function.Name == nameof(OperationFunctions.KeepWarm)) is { } keepWarm)
        {
            original.Remove(keepWarm);
        }

        foreach (var bindings in original.Select(function => function.RawBindings).OfType<IList<string>>())
        {
            for (var i = 0; i < bindings.Count; i++)
            {
                bindings[i] = WithBlobSource(bindings[i]);
            }
        }
    }

    private string WithBlobSource(string binding)
    {
        if (JsonNode.Parse(binding) is JsonObject trigger && trigger["type"]?.GetValue<string>() == "blobTrigger")
        {
            trigger["source"] = options.Value.BlobSource.ToString();
            return trigger.ToJsonString();
        }

        return binding;
    }
}
