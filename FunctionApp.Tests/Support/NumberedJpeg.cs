using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FunctionApp.Tests.Support;

/// <summary>One picture as often as wanted without being the same image twice.</summary>
internal static class NumberedJpeg
{
    /// <summary>The same picture with a comment segment (ITU-T T.81, B.2.4.5) after its first marker, and so with a hash of its own.</summary>
    public static byte[] Of(byte[] jpeg, int number)
    {
        var comment = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
        var segment = new byte[4 + comment.Length];
        segment[0] = 0xFF;
        segment[1] = 0xFE;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(2 + comment.Length));
        comment.CopyTo(segment, 4);
        return [.. jpeg.AsSpan(0, 2), .. segment, .. jpeg.AsSpan(2)];
    }
}
