using System.Net;
using System.Net.Http.Headers;
using FunctionApp.Core.Resilience.Circuits;
using Polly.Timeout;

namespace FunctionApp.Tests.Resilience.Circuits;

[TestClass]
public sealed class CallVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow(200, CallVerdictKind.Success)]
    [DataRow(304, CallVerdictKind.Success)]
    [DataRow(400, CallVerdictKind.Success)]
    [DataRow(401, CallVerdictKind.Success)]
    [DataRow(404, CallVerdictKind.Success)]
    [DataRow(408, CallVerdictKind.Failure)]
    [DataRow(413, CallVerdictKind.Success)]
    [DataRow(429, CallVerdictKind.Failure)]
    [DataRow(500, CallVerdictKind.Failure)]
    [DataRow(503, CallVerdictKind.Failure)]
    [DataRow(599, CallVerdictKind.Failure)]
    public void An_HTTP_answer_is_judged_by_its_status(int status, CallVerdictKind expected)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);

        Assert.AreEqual(expected, CallVerdict.Of(response, Now).Kind);
    }

    [TestMethod]
    [DataRow(429, 5)]
    [DataRow(503, 5)]
    [DataRow(500, null)]
    [DataRow(200, null)]
    public void Retry_After_is_heeded_where_it_means_that(int status, int? seconds)
    {
        using var inSeconds = new HttpResponseMessage((HttpStatusCode)status);
        inSeconds.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(5));
        using var asDate = new HttpResponseMessage((HttpStatusCode)status);
        asDate.Headers.RetryAfter = new RetryConditionHeaderValue(Now.AddSeconds(5));

        Assert.AreEqual(seconds, CallVerdict.Of(inSeconds, Now).RetryAfter?.TotalSeconds);
        Assert.AreEqual(seconds, CallVerdict.Of(asDate, Now).RetryAfter?.TotalSeconds);
    }

    [TestMethod]
    [DataRow("0")]
    [DataRow("-5")]
    [DataRow("soon")]
    [DataRow("Thu, 01 Jan 1970 00:00:00 GMT")]
    public void A_Retry_After_that_means_nothing_is_none(string value)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", value);

        Assert.IsNull(CallVerdict.Of(response, Now).RetryAfter);
    }

    [TestMethod]
    public void Timeouts_and_broken_connections_are_the_services_fault_and_nothing_else_is()
    {
        using var caller = new CancellationTokenSource();

        Assert.AreEqual(CallVerdictKind.Failure, CallVerdict.Of(new HttpRequestException(), caller.Token).Kind);
        Assert.AreEqual(CallVerdictKind.Failure, CallVerdict.Of(new IOException(), caller.Token).Kind);
        Assert.AreEqual(CallVerdictKind.Failure, CallVerdict.Of(new TaskCanceledException(), caller.Token).Kind);
        Assert.AreEqual(CallVerdictKind.Failure, CallVerdict.Of(new TimeoutRejectedException(), caller.Token).Kind);
        Assert.AreEqual(CallVerdictKind.None, CallVerdict.Of(new InvalidOperationException(), caller.Token).Kind);
        caller.Cancel();
        Assert.AreEqual(CallVerdictKind.None, CallVerdict.Of(new TaskCanceledException(), caller.Token).Kind);
    }
}
