using FunctionApp.Core.Gateway;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers signed URLs.</summary>
public static class SigningServiceCollectionExtensions
{
    /// <summary>Adds <see cref="SignedUrls"/> and its options, validated at start.</summary>
    public static IServiceCollection AddSignedUrls(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SignedUrlOptions>()
            .Bind(configuration.GetSection(SignedUrlOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<SignedUrls>();
    }
}
