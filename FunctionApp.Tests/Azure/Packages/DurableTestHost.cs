using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Orchestration;
using FunctionApp.Tests.Contracts;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Azure.Packages;

/// <summary>Durable Task's in-process test host with a script's orchestrators and activities, behind the Azure host's adapters.</summary>
internal sealed class DurableTestHost : OrchestrationHost
{
    private readonly DurableTaskTestHost _host;
    private readonly ServiceProvider _services;

    private DurableTestHost(DurableTaskTestHost host, ServiceProvider services)
    {
        _host = host;
        _services = services;
        Client = host.Client.AsPort();
    }

    public override IOrchestrationClient Client { get; }

    public override DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<DurableTestHost> StartAsync(OrchestrationScript script)
    {
        DurableTaskTestHost? host = null;
        var collection = new ServiceCollection().AddLogging().AddSingleton(script).AddSingleton(_ => host!.Client.AsPort());
        script.Catalog.AddTo(collection);
        var services = collection.BuildServiceProvider();
        host = await DurableTaskTestHost.StartAsync(tasks =>
        {
            foreach (var (name, entry) in script.Catalog.Orchestrators)
            {
                tasks.AddOrchestrator(name, () => (ITaskOrchestrator)Wrap(typeof(PortOrchestrator<,>), typeof(IOrchestrator<,>), entry.Type, services));
            }

            foreach (var (name, entry) in script.Catalog.Activities)
            {
                tasks.AddActivity(name, (ITaskActivity)Wrap(typeof(PortActivity<,>), typeof(IActivity<,>), entry.Type, services));
            }
        });
        return new(host, services);
    }

    /// <summary>The test host lives in real time.</summary>
    public override Task AdvanceAsync(TimeSpan by) => Task.Delay(by, TimeProvider.System);

    public override async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static object Wrap(Type wrapper, Type port, Type task, IServiceProvider services)
    {
        var arguments = task.GetInterfaces().Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == port).GenericTypeArguments;
        return Activator.CreateInstance(wrapper.MakeGenericType(arguments), services, task)!;
    }

    private sealed class PortOrchestrator<TInput, TOutput>(IServiceProvider services, Type type) : TaskOrchestrator<TInput, TOutput>
    {
        public override async Task<TOutput?> RunAsync(TaskOrchestrationContext context, TInput? input)
            => await ((IOrchestrator<TInput, TOutput>)services.GetRequiredService(type)).RunAsync(context, input!);
    }

    private sealed class PortActivity<TInput, TOutput>(IServiceProvider services, Type type) : TaskActivity<TInput, TOutput>
    {
        public override async Task<TOutput?> RunAsync(TaskActivityContext context, TInput? input)
            => await ((IActivity<TInput, TOutput>)services.GetRequiredService(type)).RunAsync(input!, CancellationToken.None);
    }
}
