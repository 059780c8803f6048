using System.Buffers;
using System.Runtime.CompilerServices;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Analytics.Reports;

/// <summary>Where reports are kept, and what they are made of while they are made.</summary>
public sealed class ReportStore(IBlobStore blobs)
{
    /// <summary>The most reports in a page.</summary>
    public const int MaxLimit = 100;

    private const string JsonSuffix = ".json";

    /// <summary>A report as it was last written; null when there is none.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="reportId">Any text; one that is no id names no report.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Report?> FindAsync(string stream, string reportId, CancellationToken cancellationToken = default)
        => StreamName.Error(stream) is null && IsId(reportId)
            ? await blobs.ReadJsonAsync(JsonOf(stream, reportId), ReportsJson.Default.Report, cancellationToken)
            : null;

    /// <summary>Lists a stream's reports, oldest first.</summary>
    /// <exception cref="ArgumentException">The continuation is not one this list handed out.</exception>
    public async Task<Page<Report>> ListAsync(string stream, int limit, string? continuation, CancellationToken cancellationToken = default)
    {
        // Half of the blobs are CSV.
        var options = new BlobListOptions { Prefix = $"{StreamName.Require(stream)}/", PageSize = limit * 2, Continuation = continuation };
        var page = await blobs.ListAsync(ReportContainers.Reports, options, cancellationToken);
        var reports = new List<Report>();
        foreach (var blob in page.Items.Where(blob => blob.Name.EndsWith(JsonSuffix, StringComparison.Ordinal)))
        {
            if (await blobs.ReadJsonAsync(new(ReportContainers.Reports, blob.Name), ReportsJson.Default.Report, cancellationToken) is { } report)
            {
                reports.Add(report with { Rows = [] });
            }
        }

        return new(reports, page.Continuation);
    }

    /// <summary>The reports of a stream that are being made.</summary>
    public async IAsyncEnumerable<Report> RunningAsync(string stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var blob in blobs.ListAllAsync(ReportContainers.Reports, $"{StreamName.Require(stream)}/", cancellationToken))
        {
            if (blob.Name.EndsWith(JsonSuffix, StringComparison.Ordinal)
                && await blobs.ReadJsonAsync(new(ReportContainers.Reports, blob.Name), ReportsJson.Default.Report, cancellationToken) is { Status: ReportStatus.Running } report)
            {
                yield return report;
            }
        }
    }

    /// <summary>Writes a report that has just been asked for.</summary>
    public Task AddAsync(ReportJob job, CancellationToken cancellationToken = default) => WriteAsync(Begun(job), cancellationToken);

    /// <summary>Opens a report's CSV; null when it is not completed.</summary>
    public Task<BlobContent?> OpenCsvAsync(Report report, CancellationToken cancellationToken = default)
        => blobs.OpenReadAsync(CsvOf(report.Stream, report.ReportId), cancellationToken: cancellationToken);

    /// <summary>A report of which nothing is known yet.</summary>
    internal static Report Begun(ReportJob job) => new()
    {
        ReportId = job.ReportId,
        Stream = job.Stream,
        Status = ReportStatus.Running,
        InstanceId = ReportJob.InstanceId(job.ReportId),
        Question = job.Question,
        CreatedAt = job.CreatedAt,
    };

    internal Task WriteAsync(Report report, CancellationToken cancellationToken)
        => blobs.WriteJsonAsync(JsonOf(report.Stream, report.ReportId), report, ReportsJson.Default.Report, cancellationToken: cancellationToken);

    internal Task WriteCsvAsync(Report report, ReadOnlyMemory<byte> csv, CancellationToken cancellationToken) => blobs.WriteAsync(
        CsvOf(report.Stream, report.ReportId), new ReadOnlyMemoryStream(csv), new() { ContentType = "text/csv; charset=utf-8" }, cancellationToken);

    internal Task<ReportPlan?> FindPlanAsync(string stream, string reportId, CancellationToken cancellationToken)
        => blobs.ReadJsonAsync(PlanOf(stream, reportId), ReportsJson.Default.ReportPlan, cancellationToken);

    internal Task WritePlanAsync(ReportPlan plan, CancellationToken cancellationToken)
        => blobs.WriteJsonAsync(PlanOf(plan.Job.Stream, plan.Job.ReportId), plan, ReportsJson.Default.ReportPlan, BlobCondition.IfAbsent, cancellationToken);

    internal Task WritePiecesAsync(ReportPlan plan, int shard, IReadOnlyList<ReportPiece> pieces, CancellationToken cancellationToken)
        => blobs.WriteJsonAsync(PiecesOf(plan, shard), pieces, ReportsJson.Default.IReadOnlyListReportPiece, cancellationToken: cancellationToken);

    internal async Task<IReadOnlyList<ReportPiece>> ReadPiecesAsync(ReportPlan plan, int shard, CancellationToken cancellationToken)
        => await blobs.ReadJsonAsync(PiecesOf(plan, shard), ReportsJson.Default.IReadOnlyListReportPiece, cancellationToken)
            ?? throw new IOException($"The pieces of shard {shard} of report {plan.Job.ReportId} are gone.");

    internal async Task<ReportGroups> ReadPartAsync(string stream, string reportId, int level, int index, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenReadAsync(PartOf(stream, reportId, level, index), cancellationToken: cancellationToken)
            ?? throw new IOException($"Part {index} of level {level} of report {reportId} is gone.");
        var bytes = new byte[content.Properties.Length];
        await content.Stream.ReadExactlyAsync(bytes, cancellationToken);
        return ReportGroups.Read(bytes);
    }

    internal Task WritePartAsync(string stream, string reportId, int level, int index, ReportGroups groups, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        groups.WriteTo(bytes);
        return blobs.WriteAsync(PartOf(stream, reportId, level, index), new ReadOnlyMemoryStream(bytes.WrittenMemory), cancellationToken: cancellationToken);
    }

    /// <summary>Deletes what is only needed while a report is being made; the plan last, so that what was cut short can be done again.</summary>
    internal async Task ForgetPartsAsync(string stream, string reportId, CancellationToken cancellationToken)
    {
        var plan = PlanOf(stream, reportId);
        await foreach (var blob in blobs.ListAllAsync(ReportContainers.Parts, $"{stream}/{reportId}/", cancellationToken))
        {
            if (blob.Name != plan.Name)
            {
                await blobs.DeleteAsync(new(ReportContainers.Parts, blob.Name), cancellationToken: cancellationToken);
            }
        }

        await blobs.DeleteAsync(plan, cancellationToken: cancellationToken);
    }

    private static bool IsId(string reportId) => reportId.Length == 32 && reportId.All(char.IsAsciiHexDigitLower);

    private static BlobRef JsonOf(string stream, string reportId) => new(ReportContainers.Reports, $"{stream}/{reportId}{JsonSuffix}");

    private static BlobRef CsvOf(string stream, string reportId) => new(ReportContainers.Reports, $"{stream}/{reportId}.csv");

    private static BlobRef PlanOf(string stream, string reportId) => new(ReportContainers.Parts, $"{stream}/{reportId}/plan.json");

    private static BlobRef PartOf(string stream, string reportId, int level, int index)
        => new(ReportContainers.Parts, $"{stream}/{reportId}/{level}/{index:D8}");

    private static BlobRef PiecesOf(ReportPlan plan, int shard)
        => new(ReportContainers.Parts, $"{plan.Job.Stream}/{plan.Job.ReportId}/pieces-{plan.Division}/{shard:D8}.json");
}
