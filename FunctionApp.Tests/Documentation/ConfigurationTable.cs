using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FunctionApp.Tests.Documentation;

/// <summary>Renders options classes as a Markdown table: key, default, meaning. What the code says is what the README says.</summary>
internal static partial class ConfigurationTable
{
    public static string Of(params IEnumerable<(string Section, Type Options)> options) => string.Join(
        '\n',
        options.SelectMany(entry => Rows(entry.Section, Activator.CreateInstance(entry.Options, nonPublic: true)!))
            .Prepend("|---|---|---|")
            .Prepend("| Setting | Default | Meaning |"));

    private static IEnumerable<string> Rows(string section, object options)
    {
        var documentation = XmlDocumentation.Of(options.GetType().Assembly);
        foreach (var property in options.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var key = $"{section}:{property.Name}";
            var value = property.GetValue(options);
            if (value is not (null or string or IEnumerable) && property.PropertyType.Assembly == options.GetType().Assembly)
            {
                foreach (var row in Rows(key, value))
                {
                    yield return row;
                }
            }
            else
            {
                var summary = documentation[$"P:{options.GetType().FullName}.{property.Name}"];
                yield return $"| `{key}` | {Default(value)} | {Defaults().Replace(summary, "")} |";
            }
        }
    }

    private static string Default(object? value) => value switch
    {
        null or IEnumerable and not string => "",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => $"`{value}`",
    };

    /// <summary>The default has a column of its own.</summary>
    [GeneratedRegex(@" Default [^.]*(\.\d[^.]*)*\.$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Defaults();
}
