using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Monitors;
using FunctionApp.Core.Caching;
using FunctionApp.Core.Orchestration;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Analytics.Monitors;

/// <summary>Analytics with its orchestrators and activities, on a clock that the test moves.</summary>
internal sealed class MonitorHost : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    public MonitorHost(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddFileBlobStore(_folder.Path)
            .AddInMemoryComputeCache()
            .AddAnalytics(configuration);
        new TaskCatalog().AddAnalytics().AddTo(services);
        _services = services.BuildServiceProvider();
    }

    public ManualTimeProvider Clock { get; } = new();

    public IServiceProvider Services => _services;

    public MonitorStore Store => Get<MonitorStore>();

    public T Get<T>()
        where T : notnull
        => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }
}
