using FunctionApp.Core.Api;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Headers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace FunctionApp.Hosting;

/// <summary>Puts Core's gateway before every HTTP function.</summary>
internal sealed class GatewayMiddleware(GatewayPipeline gateway, SecurityHeaders headers) : IFunctionsWorkerMiddleware
{
    private static readonly PathString ApiPrefix = $"/{Routes.Prefix}";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        await InvokeAsync(http, context.FunctionDefinition.Name, async () =>
        {
            await next(context);
            return context.GetInvocationResult().Value;
        });

        // The answer has been written; the worker is left with nothing to write.
        context.GetInvocationResult().Value = Results.Empty;
    }

    /// <summary>Answers a request: by the function, or by the gateway in its place.</summary>
    /// <param name="http">The request, and the response.</param>
    /// <param name="function">The function's name, which is its operation's.</param>
    /// <param name="run">Runs the function and returns what it returned.</param>
    /// <exception cref="InvalidOperationException">The function is no operation: nobody would guard it.</exception>
    internal Task InvokeAsync(HttpContext http, string function, Func<Task<object?>> run)
    {
        headers.Apply(http, ApiPrefix);
        var operation = ApiOperations.Find(function)
            ?? throw new InvalidOperationException($"The HTTP function {function} is not among {nameof(ApiOperations)}.");
        return gateway.InvokeAsync(http, operation, async context =>
        {
            if (await run() is IResult result)
            {
                await result.ExecuteAsync(context);
            }
        });
    }
}
