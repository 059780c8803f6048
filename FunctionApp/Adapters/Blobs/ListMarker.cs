using System.Buffers.Text;
using System.Text;
using FunctionApp.Core.Storage;

namespace FunctionApp.Adapters.Blobs;

/// <summary>The service's list markers, packed with the prefix they belong to, so that foreign ones are refused.</summary>
internal static class ListMarker
{
    private const char Mark = '\u0001';

    /// <summary>The continuation to hand out.</summary>
    public static string Write(string prefix, string marker) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Mark}{prefix}{Mark}{marker}"));

    /// <summary>The service's marker in a continuation; null when there is none.</summary>
    /// <exception cref="ArgumentException">The continuation is not one that a list with this prefix handed out.</exception>
    public static string? Read(BlobListOptions options)
    {
        if (options.Continuation is not { } continuation)
        {
            return null;
        }

        var expected = $"{Mark}{options.Prefix}{Mark}";
        return Base64Url.IsValid(continuation)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation)) is var text
            && text.Length > expected.Length
            && text.StartsWith(expected, StringComparison.Ordinal)
                ? text[expected.Length..]
                : throw new ArgumentException("The continuation is not one that this list handed out.", nameof(options));
    }
}
