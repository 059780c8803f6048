using FunctionApp.Core.Api;

namespace FunctionApp.Local.Http;

/// <summary>Counts requests and what they use.</summary>
internal static class RequestUsageMiddleware
{
    /// <summary>Goes before whatever writes answers.</summary>
    public static void UseRequestUsage(this WebApplication app)
    {
        var usage = app.Services.GetRequiredService<RequestUsage>();
        app.Use((http, next) => usage.MeasureAsync(http, () => next(http)));
    }
}
