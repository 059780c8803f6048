using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Resilience.Circuits;

internal static partial class CircuitLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Circuit '{Circuit}' is {State}, generation {Generation}: {Reason}")]
    public static partial void Changed(ILogger logger, string circuit, CircuitState state, long generation, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The shared state of circuit '{Circuit}' cannot be used for now; this process decides by itself.")]
    public static partial void NotShared(ILogger logger, string circuit, Exception exception);
}
