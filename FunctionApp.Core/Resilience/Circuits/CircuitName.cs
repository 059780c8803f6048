namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>The rule for circuits' names: 1-100 characters of a-z, 0-9, hyphen, underscore and inner dots, such as <c>vision</c> or <c>webhook-example.com</c>.</summary>
public static class CircuitName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether a text is a circuit's name.</summary>
    public static bool IsValid(string? name)
        => name is { Length: > 0 and <= MaxLength }
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.')
            && name[0] != '.'
            && name[^1] != '.';
}
