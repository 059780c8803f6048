using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Caching;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>Keeps answers: over closed windows for long, since they do not change; over open ones until the stream does.</summary>
public sealed class QueryCache(ComputeCache cache, IOptions<AnalyticsOptions> options)
{
    private const string Area = "query";

    /// <summary>An answer from the cache, or computed.</summary>
    /// <param name="stream">The stream as the query sees it.</param>
    /// <param name="through">Where the windows that the answer is made of end.</param>
    /// <param name="question">Everything else that the answer depends on, spelled in one way.</param>
    /// <param name="type">How the answer is written as JSON.</param>
    /// <param name="compute">Computes the answer.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    public async Task<T> GetAsync<T>(
        EventStream stream,
        DateTimeOffset through,
        FormattableString question,
        JsonTypeInfo<T> type,
        Func<CancellationToken, Task<T>> compute,
        CancellationToken cancellationToken)
        where T : class
    {
        var isClosed = through <= stream.State.ClosedThrough;
        var version = isClosed ? "closed" : string.Create(CultureInfo.InvariantCulture, $"{stream.State.Revision}");
        var asked = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question.ToString(CultureInfo.InvariantCulture))).AsSpan(0, 16));
        var queries = options.Value.Queries;
        var answer = await cache.GetOrComputeAsync(
            CacheArea.Json(Area, type) with { TimeToLive = isClosed ? queries.ClosedTimeToLive : queries.OpenTimeToLive },
            string.Create(
                CultureInfo.InvariantCulture, $"{stream.Name}:{stream.Settings.Incarnation}:{stream.State.FirstWindow?.UtcTicks}:{stream.Settings.Version}:{version}:{asked}"),
            async stopping => await compute(stopping),
            cancellationToken);
        return answer!;
    }
}
