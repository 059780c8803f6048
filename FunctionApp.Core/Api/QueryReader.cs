using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>Reads query parameters and remembers the first that makes no sense.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>What is wrong with the query; null while nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>Refuses parameters that are not known, or given twice: each spelling of the same request would be cached again.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var (name, values) in query)
        {
            if (!names.Contains(name))
            {
                Error ??= $"There is no parameter '{name}'. There are: {string.Join(", ", names)}.";
            }
            else if (values.Count > 1)
            {
                Error ??= $"'{name}' is given more than once.";
            }
        }
    }

    /// <summary>Remembers a rule that parameters break together.</summary>
    public void Require(bool condition, string rule)
    {
        if (!condition)
        {
            Error ??= rule;
        }
    }

    /// <summary>Says what is wrong, unless something was wrong before.</summary>
    public void Fail(string error) => Error ??= error;

    /// <summary>A text; null when absent or empty.</summary>
    public string? Text(string name) => query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number within bounds.</summary>
    public int Integer(string name, int whenAbsent, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return whenAbsent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Error ??= $"'{name}' is a whole number from {min} to {max}.";
        return whenAbsent;
    }

    /// <summary>A whole number within bounds; null when absent.</summary>
    public int? OptionalInteger(string name, int min, int max) => Text(name) is null ? null : Integer(name, min, min, max);

    /// <summary>One of some values by its name in lower case; null when absent.</summary>
    public T? Choice<T>(string name, IReadOnlyList<T> choices)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (var choice in choices)
        {
            if (NameOf(choice) == text)
            {
                return choice;
            }
        }

        Error ??= $"'{name}' is one of {string.Join(", ", choices.Select(NameOf))}.";
        return null;
    }

    /// <summary>A name of an enumeration's value, in any case; null when absent.</summary>
    public T? Enumeration<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value))
        {
            return value;
        }

        Error ??= $"'{name}' is one of {string.Join(", ", Enum.GetNames<T>())}.";
        return null;
    }

    /// <summary>Several names of an enumeration's values, separated by commas.</summary>
    public IReadOnlyList<T> Enumerations<T>(string name)
        where T : struct, Enum
    {
        var values = new List<T>();
        foreach (var text in (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value))
            {
                values.Add(value);
            }
            else
            {
                Error ??= $"'{name}' is one or more of {string.Join(", ", Enum.GetNames<T>())}, separated by commas.";
            }
        }

        return values;
    }

    /// <summary>A moment in ISO 8601, UTC unless it says otherwise; null when absent.</summary>
    public DateTimeOffset? Moment(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var value))
        {
            return value;
        }

        Error ??= $"'{name}' is a moment in ISO 8601, for example 2026-01-31T12:00:00Z.";
        return null;
    }

    /// <summary>A colour as <c>#rrggbb</c> or <c>rrggbb</c>; null when absent.</summary>
    public string? Color(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var digits = text.TrimStart('#');
        if (digits.Length == 6 && digits.All(char.IsAsciiHexDigit))
        {
            return $"#{digits.ToLowerInvariant()}";
        }

        Error ??= $"'{name}' is a colour as rrggbb.";
        return null;
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum
        => value.ToString().ToLowerInvariant();
}
