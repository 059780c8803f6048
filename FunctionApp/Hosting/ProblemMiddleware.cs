using FunctionApp.Core.Gateway;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionApp.Hosting;

/// <summary>Answers an HTTP request with problem details whatever goes wrong in its function.</summary>
internal sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (context.GetHttpContext() is { RequestAborted.IsCancellationRequested: false, Response.HasStarted: false })
        {
            if (exception is not BadHttpRequestException)
            {
                LogFailed(exception, context.FunctionDefinition.Name);
            }

            context.GetInvocationResult().Value = Problems.For(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "Function {Function} failed.")]
    private partial void LogFailed(Exception exception, string function);
}
