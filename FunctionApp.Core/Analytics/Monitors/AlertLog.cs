using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Analytics.Monitors;

internal static partial class AlertLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {AlertId} of monitor {Monitor} on stream {Stream} is {State}: {Metric} was {Value} in the window of {Window:O}.")]
    public static partial void Changed(
        ILogger logger, string alertId, string monitor, string stream, AlertState state, Queries.StreamMetric metric, double value, DateTimeOffset window);
}
