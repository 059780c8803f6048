using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FunctionApp.Tests.Browser;

/// <summary>What holds of every view.</summary>
[TestClass]
public sealed class ViewsTests
{
    /// <summary>Every view, as its fragment; those of one thing show what <see cref="Demonstration"/> has.</summary>
    public static IEnumerable<string> Views => Demonstration.Views;

    public static IEnumerable<(string View, ColorScheme Theme)> ViewsAndThemes
        => Views.SelectMany(view => new[] { (view, ColorScheme.Light), (view, ColorScheme.Dark) });

    [TestMethod]
    [DynamicData(nameof(ViewsAndThemes))]
    public async Task A_view_is_accessible_and_breaks_no_policy(string view, ColorScheme theme)
    {
        var demonstration = await Demonstration.StartAsync();
        await using var visit = await Visit.StartAsync(demonstration.Host, Screen.Desktop with { Theme = theme });

        await visit.OpenAsync(demonstration.Fill(view));
        var result = await visit.Page.RunAxe();

        Assert.AreEqual("", Findings.Of(result));
        Assert.AreEqual("", string.Join('\n', visit.Faults));
    }

    [TestMethod]
    [DynamicData(nameof(Views))]
    public async Task A_view_fits_a_phone(string view)
    {
        var demonstration = await Demonstration.StartAsync();
        await using var visit = await Visit.StartAsync(demonstration.Host, Screen.Phone);

        await visit.OpenAsync(demonstration.Fill(view));
        var width = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

        Assert.IsLessThanOrEqualTo(Screen.Phone.Width, width);
        Assert.AreEqual("", string.Join('\n', visit.Faults));
    }
}
