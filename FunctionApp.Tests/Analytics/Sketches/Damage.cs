namespace FunctionApp.Tests.Analytics.Sketches;

/// <summary>Cuts, flips and noise for bytes that are read back.</summary>
internal static class Damage
{
    public delegate void Reader(ref ReadOnlySpan<byte> bytes);

    /// <summary>Every cut must be refused; a flip may make another valid value; nothing may end in another exception.</summary>
    public static void Check(IEnumerable<byte[]> originals, Reader read)
    {
        var random = new Random(1);
        foreach (var original in originals)
        {
            for (var length = 0; length < original.Length; length = length < 200 ? length + 1 : length + 97)
            {
                var cut = original[..length];
                Assert.ThrowsExactly<InvalidDataException>(() => Read(cut, read));
            }

            for (var i = 0; i < 2000; i++)
            {
                var damaged = original.ToArray();
                damaged[random.Next(Math.Min(i < 1000 ? 40 : int.MaxValue, damaged.Length))] ^= (byte)(1 << random.Next(8));
                Tolerate(damaged, read);
            }
        }

        for (var i = 0; i < 2000; i++)
        {
            var noise = new byte[random.Next(60)];
            random.NextBytes(noise);
            if (noise.Length > 0)
            {
                noise[0] = 1;
            }

            Tolerate(noise, read);
        }
    }

    private static void Tolerate(byte[] bytes, Reader read)
    {
        try
        {
            Read(bytes, read);
        }
        catch (InvalidDataException)
        {
            // Refused, as it should be.
        }
    }

    private static void Read(byte[] bytes, Reader read)
    {
        ReadOnlySpan<byte> rest = bytes;
        read(ref rest);
    }
}
