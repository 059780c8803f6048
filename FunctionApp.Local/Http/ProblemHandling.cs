using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Headers;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionApp.Local.Http;

/// <summary>Answers with problem details whatever goes wrong on the way to a handler or in it.</summary>
internal static class ProblemHandling
{
    public static void UseProblems(this WebApplication app)
    {
        var headers = app.Services.GetRequiredService<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http =>
            {
                // The answer that was begun has been cleared, and them with it.
                headers.Apply(http);
                return Problems.For(http.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error).ExecuteAsync(http);
            },

            // What the caller caused is no incident.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages();
    }
}
