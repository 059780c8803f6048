using Microsoft.Extensions.DependencyInjection;

namespace OpenTelemetry;

public interface IOpenTelemetryBuilder
{
    IServiceCollection Services { get; }
}
