using FunctionApp.Core.Dashboard;

namespace FunctionApp.Tests.Dashboard;

/// <summary>How much a visitor has to fetch.</summary>
[TestClass]
public sealed class BudgetTests
{
    private const int MaxCompressedScriptBytes = 150_000;

    [TestMethod]
    [DataRow(DashboardFiles.Index)]
    [DataRow(DashboardFiles.ApiReference)]
    public void All_scripts_of_a_page_together_are_small(string page)
    {
        var scripts = BuiltDashboard.ScriptsOf(page);
        var bytes = scripts.Sum(script => BuiltDashboard.Files.Find(script)!.Encoded.Single(form => form.Coding == "gzip").Content.Bytes.Length);

        Assert.IsNotEmpty(scripts);
        Assert.IsLessThanOrEqualTo(MaxCompressedScriptBytes, bytes, string.Join(", ", scripts));
    }

    [TestMethod]
    public void Nothing_is_fetched_from_elsewhere()
    {
        foreach (var page in new[] { DashboardFiles.Index, DashboardFiles.ApiReference })
        {
            var html = System.Text.Encoding.UTF8.GetString(BuiltDashboard.Files.Find(page)!.Plain.Bytes.Span);

            Assert.DoesNotContain("//", html);
            Assert.DoesNotContain("<style", html);
            Assert.DoesNotContain("style=", html);
            Assert.DoesNotContain("<script>", html);
        }
    }
}
