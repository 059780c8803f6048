using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>The summaries of properties, from the documentation file that the compiler writes beside the assembly.</summary>
internal sealed partial class XmlSummaries
{
    private readonly Dictionary<string, XElement> _members;

    private XmlSummaries(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Reads an assembly's file; without it there are no summaries.</summary>
    public static XmlSummaries Load(Assembly assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        var members = File.Exists(path) ? XDocument.Load(path).Descendants("member") : [];
        return new(members.ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));
    }

    /// <summary>A property's summary, or what its record says of the parameter it comes from; null when neither is there.</summary>
    public string? Of(PropertyInfo property)
    {
        var type = property.DeclaringType!.IsGenericType ? property.DeclaringType.GetGenericTypeDefinition() : property.DeclaringType;
        var typeName = type.FullName!.Replace('+', '.');
        var summary = _members.GetValueOrDefault($"P:{typeName}.{property.Name}")?.Element("summary")
            ?? _members.GetValueOrDefault($"T:{typeName}")?.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == property.Name);
        return summary is null ? null : Text(summary);
    }

    private static string Text(XElement summary)
    {
        var text = string.Concat(summary.Nodes().Select(node => node switch
        {
            XText plain => plain.Value,
            XElement reference when reference.Attribute("cref") is { } cref => cref.Value.Split('.')[^1],
            XElement element => element.Value,
            _ => "",
        }));
        return WhiteSpace().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();
}
