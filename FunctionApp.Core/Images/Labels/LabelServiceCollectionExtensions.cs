using FunctionApp.Core.Images.Labels;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds labelling to a host.</summary>
internal static class LabelServiceCollectionExtensions
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Adds the vision client and what labelling needs besides. A host with an identity registers its <see cref="IVisionCredential"/> first.</summary>
    public static IServiceCollection AddLabels(this IServiceCollection services)
    {
        services.TryAddSingleton<IVisionCredential, VisionKey>();
        services.AddSingleton<LabelMetrics>().AddSingleton<LabelStore>().AddSingleton<VisionPicture>().AddSingleton<VisionClient>();
        services.AddHttpClient(VisionClient.HttpClientName)
            .ConfigureHttpClient(client =>
            {
                // The client has timeouts of its own, on a clock that tests can move.
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = VisionClient.MaxResponseBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = ConnectionLifetime,
            })
            .RemoveAllLoggers();
        return services;
    }
}
