using System.Reflection;
using FunctionApp.Core.Telemetry;

namespace FunctionApp.Tests.Documentation;

[TestClass]
public sealed class TelemetryDocumentTests
{
    [TestMethod]
    public Task The_table_of_metrics_is_what_the_code_says()
    {
        var documentation = XmlDocumentation.Of(typeof(InstrumentNames).Assembly);
        var rows = typeof(InstrumentNames).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.Name != nameof(InstrumentNames.Scope))
            .Select(field => (Name: (string)field.GetRawConstantValue()!, Meaning: documentation[$"F:{typeof(InstrumentNames).FullName}.{field.Name}"]))
            .OrderBy(row => row.Name, StringComparer.Ordinal)
            .Select(row => $"| `{row.Name}` | {row.Meaning} |");

        return GeneratedSection.AssertIsAsync(
            "docs/telemetry.md",
            "<!-- metrics: generated from InstrumentNames; UPDATE_README=1 ./test --filter TelemetryDocumentTests rewrites it -->",
            "<!-- end of metrics -->",
            string.Join('\n', rows.Prepend("|---|---|").Prepend("| Metric | What it is |")));
    }
}
