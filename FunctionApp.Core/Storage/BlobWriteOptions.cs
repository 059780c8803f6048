using System.Net.Http.Headers;

namespace FunctionApp.Core.Storage;

/// <summary>What is stored with a blob's bytes, and when the write may happen.</summary>
public sealed record BlobWriteOptions
{
    /// <summary>The most characters that metadata names and values have together.</summary>
    public const int MaxMetadataLength = 8 * 1024;

    /// <summary>Media type; application/octet-stream by default.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Names (a letter or underscore, then letters, digits, underscores) and printable ASCII values; at most 8 KB together.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What must hold for the write to happen; null means always.</summary>
    public BlobCondition? Condition { get; init; }

    /// <summary>Returns the options (the defaults for null), or throws.</summary>
    /// <exception cref="ArgumentException">The content type or the metadata breaks a rule.</exception>
    public static BlobWriteOptions Require(BlobWriteOptions? options)
        => options is null ? new() : options.Error() is { } error ? throw new ArgumentException(error, nameof(options)) : options;

    private static bool IsMetadataName(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private string? Error()
    {
        if (!ContentType.All(c => c is >= ' ' and <= '~') || !MediaTypeHeaderValue.TryParse(ContentType, out _))
        {
            return "A content type is a media type, such as image/png.";
        }

        if (!Metadata.Keys.All(IsMetadataName))
        {
            return "A metadata name is a letter or underscore, then letters, digits, underscores.";
        }

        if (Metadata.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() != Metadata.Count)
        {
            return "Metadata names differ in more than case.";
        }

        if (!Metadata.Values.All(value => value.All(c => c is >= ' ' and <= '~')))
        {
            return "A metadata value is printable ASCII.";
        }

        return Metadata.Sum(pair => pair.Key.Length + pair.Value.Length) > MaxMetadataLength
            ? $"Metadata has at most {MaxMetadataLength} characters."
            : null;
    }
}
