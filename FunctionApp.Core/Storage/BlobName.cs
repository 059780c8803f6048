using System.Buffers;

namespace FunctionApp.Core.Storage;

/// <summary>The rules for names that every store enforces before it touches anything.</summary>
public static class BlobName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 1024;

    private static readonly SearchValues<char> ContainerCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>
    /// Why a text is no blob name; null when it is one. A name has 1-1,024 characters, no control characters, no backslash, no lone
    /// surrogate, and no segment that is empty, "." or "..".
    /// </summary>
    public static string? Error(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "A blob name is not empty.";
        }

        if (name.Length > MaxLength)
        {
            return $"A blob name has at most {MaxLength} characters.";
        }

        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (char.IsControl(c) || c == '\\')
            {
                return "A blob name has no control characters and no backslash.";
            }

            if (char.IsSurrogate(c) && !(i + 1 < name.Length && char.IsSurrogatePair(c, name[++i])))
            {
                return "A blob name is valid Unicode.";
            }
        }

        foreach (var segment in name.AsSpan().Split('/'))
        {
            if (name.AsSpan()[segment] is "" or "." or "..")
            {
                return "No segment of a blob name is empty, \".\" or \"..\".";
            }
        }

        return null;
    }

    /// <summary>Why a text is no container name; null when it is one: 3-63 characters of a-z, 0-9 and single inner hyphens.</summary>
    public static string? ContainerError(string? container)
        => container is { Length: >= 3 and <= 63 }
            && !container.AsSpan().ContainsAnyExcept(ContainerCharacters)
            && !container.StartsWith('-')
            && !container.EndsWith('-')
            && !container.Contains("--", StringComparison.Ordinal)
                ? null
                : "A container name has 3-63 characters of a-z, 0-9 and single inner hyphens.";

    /// <summary>Returns the reference, or throws.</summary>
    /// <exception cref="ArgumentException">The container or the name breaks a rule.</exception>
    public static BlobRef Require(BlobRef blob)
        => (ContainerError(blob.Container) ?? Error(blob.Name)) is { } error ? throw new ArgumentException(error, nameof(blob)) : blob;
}
