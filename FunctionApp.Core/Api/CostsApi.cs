using FunctionApp.Core.Costs;
using FunctionApp.Core.Costs.Prices;
using FunctionApp.Core.Gateway;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>The cost route's handler.</summary>
public sealed class CostsApi(CostReports costs, TimeProvider time)
{
    private static readonly string KnownPlatforms = string.Join(", ", PriceSheets.All.Select(sheet => sheet.Platform));

    /// <summary>What was used between two days, and what it costs; <c>?platform=&amp;from=&amp;to=</c>.</summary>
    public async Task<IResult> CompareAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        query.Only("platform", "from", "to");
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var last = DayOf(query.Moment("to")) ?? today;
        var first = DayOf(query.Moment("from")) ?? new(last.Year, last.Month, 1);
        query.Require(first <= last, "'from' is not after 'to'.");
        var sheets = Sheets(query);

        return query.Error is { } error
            ? Problems.BadRequest(error)
            : Results.Json(await costs.CompareAsync(first, last, sheets, cancellationToken), CostsJson.Default.CostComparison);
    }

    private static DateOnly? DayOf(DateTimeOffset? moment) => moment is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null;

    private static IReadOnlyList<PriceSheet> Sheets(QueryReader query)
    {
        if (query.Text("platform") is not { } text)
        {
            return PriceSheets.All;
        }

        var sheets = new List<PriceSheet>();
        foreach (var platform in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal))
        {
            if (PriceSheets.Find(platform) is { } sheet)
            {
                sheets.Add(sheet);
            }
            else
            {
                query.Fail($"'platform' is one or more of {KnownPlatforms}, separated by commas.");
            }
        }

        query.Require(sheets.Count > 0, $"'platform' is one or more of {KnownPlatforms}, separated by commas.");
        return sheets;
    }
}
