using System.Text.Json;

namespace FunctionApp.Core.Costs.Prices;

/// <summary>The price sheets that come with the system: the JSON files beside this class, embedded.</summary>
public static class PriceSheets
{
    private const string Folder = "FunctionApp.Core.Costs.Prices.Sheets.";

    /// <summary>Every sheet, by platform.</summary>
    public static IReadOnlyList<PriceSheet> All { get; } =
    [
        .. typeof(PriceSheets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(Read)
            .OrderBy(sheet => sheet.Platform, StringComparer.Ordinal),
    ];

    /// <summary>The sheet of a platform; null when there is none.</summary>
    public static PriceSheet? Find(string platform) => All.FirstOrDefault(sheet => sheet.Platform == platform);

    private static PriceSheet Read(string resource)
    {
        using var json = typeof(PriceSheets).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize(json, PriceSheetJson.Default.PriceSheet)!;
    }
}
