using FunctionApp.Core.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
}
