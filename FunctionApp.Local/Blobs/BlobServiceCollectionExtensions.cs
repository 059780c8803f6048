using FunctionApp.Core.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Blobs;

/// <summary>Adds blobs to a host.</summary>
internal static class BlobServiceCollectionExtensions
{
    /// <summary>Adds <see cref="FileBlobStore"/> as the <see cref="IBlobStore"/>.</summary>
    public static IServiceCollection AddFileBlobStore(this IServiceCollection services, string rootPath)
    {
        services.AddOptions<FileBlobStoreOptions>().Configure(options => options.RootPath = rootPath).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<FileBlobStore>();
        return services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<FileBlobStore>());
    }

    /// <summary>Starts a <typeparamref name="THandler"/> for every version of every blob in a container. Needs <see cref="AddFileBlobStore"/>.</summary>
    public static IServiceCollection AddBlobTrigger<THandler>(this IServiceCollection services, string container)
        where THandler : class, IBlobTriggerHandler
    {
        services.AddOptions<BlobTriggerOptions>().BindConfiguration(BlobTriggerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<THandler>();
        return services.AddSingleton<IHostedService>(provider => new BlobTrigger(
            container,
            provider.GetRequiredService<FileBlobStore>(),
            provider.GetRequiredService<THandler>(),
            provider.GetRequiredService<IOptions<BlobTriggerOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BlobTrigger>>()));
    }
}
