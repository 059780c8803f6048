using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Vips;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the libvips image engine.</summary>
public static class VipsServiceCollectionExtensions
{
    /// <summary>Adds libvips to the image engines (<see cref="IImageEngine"/>), after those already there.</summary>
    /// <remarks>
    /// Limits are taken from <c>IOptions&lt;ImageLimits&gt;</c>. The native library is loaded when the engine is first resolved; where
    /// there is none, that throws <see cref="DllNotFoundException"/> with what to do.
    /// </remarks>
    public static IServiceCollection AddVipsImageEngine(this IServiceCollection services)
    {
        services.AddOptions<ImageLimits>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IImageEngine, VipsImageEngine>());
        return services;
    }
}
