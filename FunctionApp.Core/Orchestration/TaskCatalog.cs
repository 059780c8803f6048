using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Core.Orchestration;

/// <summary>Every orchestrator and activity there is, by name. Both hosts run what is listed here; a contract test compares them with it.</summary>
public sealed class TaskCatalog
{
    private readonly Dictionary<string, OrchestratorEntry> _orchestrators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityEntry> _activities = new(StringComparer.Ordinal);

    /// <summary>The orchestrators, by registered name.</summary>
    public IReadOnlyDictionary<string, OrchestratorEntry> Orchestrators => _orchestrators;

    /// <summary>The activities, by registered name.</summary>
    public IReadOnlyDictionary<string, ActivityEntry> Activities => _activities;

    /// <summary>How payloads look as JSON, on every host: camelCase, nulls left out.</summary>
    public JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Adds generated serialization code for payload types; others are found by reflection.</summary>
    public TaskCatalog AddPayloads(IJsonTypeInfoResolver payloads)
    {
        Json.TypeInfoResolverChain.Insert(0, payloads);
        return this;
    }

    /// <summary>Adds an orchestrator.</summary>
    /// <param name="name">Its registered name.</param>
    /// <param name="isLongLived">See <see cref="OrchestratorEntry.IsLongLived"/>.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public TaskCatalog Add<TOrchestrator, TInput, TOutput>(OrchestratorName<TInput, TOutput> name, bool isLongLived = false)
        where TOrchestrator : class, IOrchestrator<TInput, TOutput>
    {
        _orchestrators.Add(name.Value, new(
            name.Value,
            typeof(TOrchestrator),
            async (services, context) =>
            {
                var orchestrator = services.GetRequiredService<TOrchestrator>();
                var output = await orchestrator.RunAsync(context, context.GetInput<TInput>()!);
                return JsonSerializer.Serialize(output, Json);
            },
            isLongLived));
        return this;
    }

    /// <summary>Adds an activity.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public TaskCatalog Add<TActivity, TInput, TOutput>(ActivityName<TInput, TOutput> name)
        where TActivity : class, IActivity<TInput, TOutput>
    {
        _activities.Add(name.Value, new(
            name.Value,
            typeof(TActivity),
            async (services, input, cancellationToken) =>
            {
                var activity = services.GetRequiredService<TActivity>();
                var value = input is null ? default : JsonSerializer.Deserialize<TInput>(input, Json);
                var output = await activity.RunAsync(value!, cancellationToken);
                return JsonSerializer.Serialize(output, Json);
            }));
        return this;
    }

    /// <summary>Makes every listed class resolvable.</summary>
    public void AddTo(IServiceCollection services)
    {
        foreach (var type in _orchestrators.Values.Select(entry => entry.Type).Concat(_activities.Values.Select(entry => entry.Type)))
        {
            services.AddSingleton(type);
        }
    }
}
