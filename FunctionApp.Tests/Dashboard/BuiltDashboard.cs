using System.Text.RegularExpressions;
using FunctionApp.Core.Dashboard;

namespace FunctionApp.Tests.Dashboard;

/// <summary>The dashboard as it was built with the tests.</summary>
internal static partial class BuiltDashboard
{
    public static DashboardFiles Files { get; } = DashboardFiles.BesideTheApp();

    /// <summary>The names of assets in a page or script.</summary>
    public static IEnumerable<string> AssetsNamedIn(string text) => AssetName().Matches(text).Select(match => match.Groups["name"].Value).Distinct();

    /// <summary>Every script that a page can come to load: those it names, those that they name, and so on.</summary>
    public static IReadOnlyCollection<string> ScriptsOf(string page)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>([page]);
        while (next.TryDequeue(out var name))
        {
            var named = AssetsNamedIn(TextOf(name)).Where(asset => asset.EndsWith(".js", StringComparison.Ordinal)).Select(asset => $"{DashboardFiles.Assets}/{asset}");
            foreach (var script in named.Where(script => Files.Find(script) is not null && found.Add(script)))
            {
                next.Enqueue(script);
            }
        }

        return found;
    }

    private static string TextOf(string name)
        => System.Text.Encoding.UTF8.GetString((Files.Find(name) ?? throw new InvalidOperationException($"The dashboard was built without {name}.")).Plain.Bytes.Span);

    /// <summary>As pages name them (<c>/assets/a.js</c>) and as scripts do (<c>./a.js</c>).</summary>
    [GeneratedRegex("""["'/](?:assets/|\./)(?<name>[\w.-]+\.(?:js|css|svg))["']""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex AssetName();
}
