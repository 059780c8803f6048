using System.Globalization;
using System.Text;
using FunctionApp.Core.Analytics.Queries;
using FunctionApp.Core.Analytics.Segments;
using FunctionApp.Core.Storage;

namespace FunctionApp.Tests.Analytics.Queries;

[TestClass]
public sealed class SessionsQueryTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [TestMethod]
    public async Task Sessions_are_computed_from_the_events_of_all_segments()
    {
        using var host = new QueryHost();
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await WriteSegmentAsync(host, 1, ("ann", 0), ("bob", 1), ("ann", 5));
        await WriteSegmentAsync(host, 2, ("ann", 50), ("bob", 20), ("eve", -200));

        var (answer, refusal) = await host.Get<SessionsQuery>().AnswerAsync(
            stream.Snapshot, At(-60), At(60), TimeSpan.FromMinutes(30), CancellationToken.None);

        Assert.IsNull(refusal);
        Assert.AreEqual(3, answer!.Summary.Sessions);
        Assert.AreEqual(2, answer.Summary.Subjects);
        Assert.AreEqual(5, answer.Summary.Events);
        Assert.AreEqual(1, answer.Summary.Bounces);
        Assert.AreEqual(8 * 60, answer.Summary.MeanSeconds);
    }

    [TestMethod]
    [DataRow("MaxSessionBytes", "100")]
    [DataRow("MaxSessionEvents", "3")]
    public async Task Too_many_events_are_refused_with_advice(string limit, string value)
    {
        using var host = new QueryHost(KeyValuePair.Create($"Analytics:Queries:{limit}", (string?)value));
        var stream = await PurchaseStream.CreateAsync(host.Services);
        await WriteSegmentAsync(host, 1, ("ann", 0), ("bob", 1), ("ann", 5), ("ann", 6));

        var (answer, refusal) = await host.Get<SessionsQuery>().AnswerAsync(
            stream.Snapshot, At(-60), At(60), TimeSpan.FromMinutes(30), CancellationToken.None);

        Assert.IsNull(answer);
        Assert.Contains("report", refusal!);
    }

    private static DateTimeOffset At(int minute) => Now.AddHours(-2).AddMinutes(minute);

    private static async Task WriteSegmentAsync(QueryHost host, int sequence, params (string Subject, int Minute)[] events)
    {
        var lines = string.Concat(events.Select(entry => string.Create(
            CultureInfo.InvariantCulture, $"{{\"type\":\"visit\",\"time\":\"{At(entry.Minute).UtcDateTime:O}\",\"subject\":\"{entry.Subject}\"}}\n")));
        var name = new SegmentName
        {
            Stream = "shop",
            Time = Now.AddHours(-2),
            Writer = "0123456789ab",
            Sequence = sequence,
            Accepted = events.Length,
            Rejected = 0,
            Duplicates = 0,
        };
        await host.Get<IBlobStore>().WriteAsync(name.Blob, new MemoryStream(Encoding.UTF8.GetBytes(lines)));
    }
}
