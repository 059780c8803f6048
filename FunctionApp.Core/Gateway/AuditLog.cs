using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Core.Gateway;

/// <summary>One line for every call that can change something: who, what, and how it ended. No bodies, no queries, no secrets.</summary>
internal sealed partial class AuditLog(ILoggerFactory loggers)
{
    /// <summary>The log category, so that the lines can be kept longer than others.</summary>
    public const string Category = "FunctionApp.Audit";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    /// <summary>Writes the line when the response has been sent, whoever wrote it.</summary>
    public void Watch(HttpContext http, ApiOperation operation, Caller caller)
    {
        if (_logger.IsEnabled(LogLevel.Information))
        {
            var traceId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
            http.Response.OnCompleted(() =>
            {
                LogCall(caller.Client, operation.Name, http.Request.Path.ToUriComponent(), http.Response.StatusCode, traceId);
                return Task.CompletedTask;
            });
        }
    }

    [LoggerMessage(LogLevel.Information, "{Client} called {Operation} on {Path}: {Status}. Trace {TraceId}.")]
    private partial void LogCall(string client, string operation, string path, int status, string traceId);
}
