namespace FunctionApp.Core.Analytics.Reports;

/// <summary>The blob containers of reports.</summary>
public static class ReportContainers
{
    /// <summary>The reports: <c>{stream}/{reportId}.json</c> and <c>.csv</c>.</summary>
    public const string Reports = "reports";

    /// <summary>Plans and partial results while reports are being made: <c>{stream}/{reportId}/...</c>.</summary>
    public const string Parts = "report-parts";
}
