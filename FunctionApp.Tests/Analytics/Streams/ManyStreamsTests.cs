using System.Text;
using FunctionApp.Core.Analytics.Ingest;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Tests.Analytics.RollUp;
using FunctionApp.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static FunctionApp.Tests.Analytics.StreamClient;

namespace FunctionApp.Tests.Analytics.Streams;

[TestClass]
public sealed class ManyStreamsTests
{
    private const int Most = 10_000;

    [TestMethod]
    public async Task Ten_thousand_streams_are_taken_and_listed_and_one_more_is_refused()
    {
        using var host = new RollUpHost { Blobs = new MemoryBlobStore() };
        var process = host.Start();
        var (ingest, writers, catalog) = (process.GetRequiredService<EventIngest>(), process.GetRequiredService<SegmentWriters>(), process.GetRequiredService<StreamCatalog>());

        await Parallel.ForAsync(0, Most, async (number, _) => Assert.AreEqual(1, (await PostAsync(ingest, $"stream-{number}")).Accepted));
        var refused = await PostAsync(ingest, "one-more");
        var again = await PostAsync(ingest, "stream-7");
        var names = new HashSet<string>();
        string? continuation = null;
        do
        {
            var page = await catalog.ListAsync(StreamCatalog.MaxLimit, continuation);
            Assert.IsTrue(page.Items.Count <= StreamCatalog.MaxLimit && page.Items.All(stream => names.Add(stream.Name)));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.AreEqual(IngestRefusalKind.TooManyStreams, refused.Refusal?.Kind);
        Assert.AreEqual(1, again.Duplicates);
        Assert.HasCount(Most, names);
        Assert.IsLessThan(1_200, writers.Count, "Those that are quiet have been put aside.");
    }

    private static Task<IngestResult> PostAsync(EventIngest ingest, string stream)
        => ingest.IngestAsync(stream, new MemoryStream(Encoding.UTF8.GetBytes(Event("1"))), EventFormat.Lines);
}
