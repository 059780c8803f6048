using System.Buffers;

namespace FunctionApp.Core.Analytics;

/// <summary>The rule for names of event streams: 1-63 characters of a-z, 0-9 and hyphen, the first a letter.</summary>
public static class StreamName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 63;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Why a text is no stream name; null when it is one.</summary>
    public static string? Error(string? name)
        => name is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterLower(name[0]) && !name.AsSpan().ContainsAnyExcept(Characters)
            ? null
            : "A stream's name has 1-63 characters of a-z, 0-9 and hyphen, the first a letter.";

    /// <summary>Returns the name, or throws.</summary>
    /// <exception cref="ArgumentException">The text is no stream name.</exception>
    public static string Require(string name) => Error(name) is { } error ? throw new ArgumentException(error, nameof(name)) : name;
}
