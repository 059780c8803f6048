using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>libvips could not do what it was asked to, in its own words on one line.</summary>
internal sealed class VipsException(string message) : Exception(message)
{
    /// <summary>Takes the message that libvips has left in its error buffer.</summary>
    /// <remarks>The buffer is one per process: of two images that fail at the same time, one may find no message.</remarks>
    public static unsafe VipsException Take()
    {
        var text = LibVips.ErrorBufferCopy();
        var message = Marshal.PtrToStringUTF8((nint)text);
        LibVips.Free(text);
        return new VipsException(FirstSentence(message));
    }

    /// <summary>Makes a message fit for an uploader: its first line, without the name of the C function.</summary>
    internal static string FirstSentence(string? log)
    {
        foreach (var line in (log ?? "").AsSpan().EnumerateLines())
        {
            var sentence = line.Trim();
            var colon = sentence.IndexOf(": ");
            if (colon > 0 && !sentence[..colon].Contains(' '))
            {
                sentence = sentence[(colon + 2)..].Trim();
            }

            if (!sentence.IsEmpty)
            {
                return sentence.ToString();
            }
        }

        return "the data is damaged";
    }
}
