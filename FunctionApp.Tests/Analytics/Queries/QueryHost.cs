using FunctionApp.Core.Analytics;
using FunctionApp.Core.Caching;
using FunctionApp.Local.Blobs;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Analytics.Queries;

/// <summary>Analytics on files, without a host around it.</summary>
internal sealed class QueryHost : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    public QueryHost(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<IConfiguration>(configuration)
            .AddFileBlobStore(_folder.Path)
            .AddInMemoryComputeCache()
            .AddAnalytics(configuration)
            .BuildServiceProvider();
    }

    public string Folder => _folder.Path;

    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : notnull
        => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }
}
