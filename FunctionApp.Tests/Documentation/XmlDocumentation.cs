using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FunctionApp.Tests.Documentation;

/// <summary>The summaries in an assembly's documentation file, as Markdown for table cells.</summary>
internal static partial class XmlDocumentation
{
    /// <summary>Summaries by the compiler's member ids, such as <c>P:Namespace.Type.Property</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(Assembly assembly)
        => XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml"))
            .Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!), StringComparer.Ordinal);

    private static string Text(XElement summary)
    {
        foreach (var reference in summary.Descendants().Where(element => element.Attribute("cref") is not null).ToList())
        {
            reference.ReplaceWith($"`{reference.Attribute("cref")!.Value.Split('.')[^1]}`");
        }

        foreach (var code in summary.Descendants("c").ToList())
        {
            code.ReplaceWith($"`{code.Value}`");
        }

        return WhiteSpace().Replace(summary.Value, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();
}
