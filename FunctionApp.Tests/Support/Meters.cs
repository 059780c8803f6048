using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Support;

/// <summary>Meters that no other test sees.</summary>
internal static class Meters
{
    public static IMeterFactory CreateFactory() => new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}
