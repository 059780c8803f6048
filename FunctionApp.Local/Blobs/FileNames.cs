using System.Buffers;
using System.Text;
using FunctionApp.Core.Storage;

namespace FunctionApp.Local.Blobs;

/// <summary>How a segment of a blob's name is spelled on disk.</summary>
/// <param name="caseSensitive">Whether the file system tells <c>a</c> from <c>A</c>.</param>
/// <param name="windows">Whether Windows' illegal characters and device names apply.</param>
/// <remarks>
/// A segment is a file or directory of the same name wherever that works. Where it does not (it is too long or illegal there, or the
/// place is taken: by a directory where a file should go, the other way round, or by a name in other case) it is escaped:
/// <list type="bullet">
/// <item><c>%f-</c> and the text is a file, <c>%d-</c> and the text a directory;</item>
/// <item><c>%c-</c>, text, <c>~</c> is a directory that holds the continuation of a segment too long for one name.</item>
/// </list>
/// The text stands as it is on a case-sensitive Unix; elsewhere all but lower-case ASCII that is legal everywhere is percent-encoded
/// UTF-8, so that no two texts meet by case or normal form. Decoding accepts only what encoding produces, so the spelling is reversible.
/// </remarks>
internal sealed class FileNames(bool caseSensitive, bool windows)
{
    private const int MaxBytes = 255;
    private const int MaxTextBytes = 248;
    private const int MarkerLength = 3;
    private const string FileMarker = "%f-";
    private const string DirectoryMarker = "%d-";
    private const string ContinuedMarker = "%c-";
    private const char ContinuedEnd = '~';
    private const string LegalEverywhere = " -_.~!#$&'()+,;=@[]^`{}";

    private static readonly SearchValues<char> IllegalOnWindows = SearchValues.Create("<>:\"|?*");

    private static readonly HashSet<string> DeviceNames = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. from port in (string[])["COM", "LPT"] from n in "0123456789¹²³" select port + n],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the file system tells <c>a</c> from <c>A</c>.</summary>
    public bool CaseSensitive => caseSensitive;

    private bool IsLiteral => caseSensitive && !windows;

    /// <summary>The spelling that suits the file system of a directory, found out by looking at it.</summary>
    public static FileNames For(string directory)
    {
        var probe = Path.Join(directory, $"case-{Guid.CreateVersion7():N}");
        File.WriteAllBytes(probe, []);
        var caseSensitive = !File.Exists(Path.Join(directory, Path.GetFileName(probe).ToUpperInvariant()));
        File.Delete(probe);
        return new FileNames(caseSensitive, OperatingSystem.IsWindows());
    }

    /// <summary>Whether an entry is a directory that holds continuations of its own name.</summary>
    public static bool IsContinued(string name) => name.StartsWith(ContinuedMarker, StringComparison.Ordinal);

    /// <summary>Whether a segment may stand on disk as it is.</summary>
    public bool IsPlain(string segment)
        => Encoding.UTF8.GetByteCount(segment) <= MaxBytes && !HasMarker(segment) && !(windows && IsIllegalOnWindows(segment));

    /// <summary>The escaped spelling: zero or more directories, then the entry itself.</summary>
    public string[] Escape(string segment, FileKind kind)
    {
        List<string> names = [];
        var text = new StringBuilder();
        var bytes = 0;
        foreach (var rune in segment.EnumerateRunes())
        {
            var encoded = Encode(rune);
            var size = Encoding.UTF8.GetByteCount(encoded);
            if (bytes + size > MaxTextBytes)
            {
                names.Add($"{ContinuedMarker}{text}{ContinuedEnd}");
                text.Clear();
                bytes = 0;
            }

            text.Append(encoded);
            bytes += size;
        }

        if (!IsLiteral && text[^1] is '.' or ' ')
        {
            // Windows drops these at the end of a name.
            var last = text[^1];
            text.Length--;
            text.Append(Percent((byte)last));
        }

        names.Add((kind is FileKind.Directory ? DirectoryMarker : FileMarker) + text);
        return [.. names];
    }

    /// <summary>The segment that a path stands for; null when it stands for none, and is somebody else's file.</summary>
    /// <param name="names">An entry, and before it the directories that hold the beginning of its name.</param>
    /// <param name="kind">What the entry is.</param>
    public string? Unescape(IReadOnlyList<string> names, FileKind kind)
    {
        if (names is [var name] && !HasMarker(name))
        {
            return BlobName.Error(name) is null ? name : null;
        }

        if (!names.All(HasMarker))
        {
            return null;
        }

        var text = string.Concat(names.Select((part, i) => i < names.Count - 1 ? part[MarkerLength..^1] : part[MarkerLength..]));
        var segment = IsLiteral ? text : Uri.UnescapeDataString(text);
        return BlobName.Error(segment) is null && !segment.Contains('/') && Escape(segment, kind).SequenceEqual(names) ? segment : null;
    }

    private static bool HasMarker(string name)
        => name.StartsWith(FileMarker, StringComparison.Ordinal)
            || name.StartsWith(DirectoryMarker, StringComparison.Ordinal)
            || (IsContinued(name) && name.EndsWith(ContinuedEnd) && name.Length > MarkerLength);

    private static bool IsIllegalOnWindows(string segment)
        => segment.AsSpan().ContainsAny(IllegalOnWindows) || segment[^1] is '.' or ' ' || DeviceNames.Contains(segment.Split('.')[0].TrimEnd(' '));

    private static string Percent(byte value) => $"%{value:x2}";

    private string Encode(Rune rune)
    {
        if (IsLiteral || (rune.IsAscii && ((char)rune.Value is (>= 'a' and <= 'z') or (>= '0' and <= '9') || LegalEverywhere.Contains((char)rune.Value))))
        {
            return rune.ToString();
        }

        Span<byte> utf8 = stackalloc byte[4];
        return string.Concat(utf8[..rune.EncodeToUtf8(utf8)].ToArray().Select(Percent));
    }
}
