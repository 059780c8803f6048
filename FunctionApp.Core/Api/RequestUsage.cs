using FunctionApp.Core.Costs.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionApp.Core.Api;

/// <summary>Counts every request, with all that it uses and the bytes of its answer.</summary>
public sealed class RequestUsage(UsageMeter meter)
{
    /// <summary>Answers a request and counts it.</summary>
    /// <param name="http">The request, and the response.</param>
    /// <param name="next">Answers it.</param>
    public Task MeasureAsync(HttpContext http, Func<Task> next)
        => meter.MeasureAsync(ExecutionKind.Request, UsageSources.OfRequest(http.Request.Path), async scope =>
        {
            var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
            var counted = new CountedResponseBody(body);
            http.Features.Set<IHttpResponseBodyFeature>(counted);
            try
            {
                await next();
                return true;
            }
            finally
            {
                http.Features.Set(body);
                scope.CountEgress(counted.Bytes);
                if (http.Response.StatusCode >= StatusCodes.Status400BadRequest)
                {
                    // Whoever asks for streams that do not exist must not fill the record with their names.
                    scope.ForgetStream();
                }
            }
        });
}
