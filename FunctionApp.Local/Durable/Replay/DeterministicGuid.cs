using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace FunctionApp.Local.Durable.Replay;

/// <summary>Name-based GUIDs, version 5 of RFC 9562.</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Namespace = new Guid("6f1c9f0e-7d3a-4b6e-9a55-1e0c1d7c8b42").ToByteArray(bigEndian: true);

    /// <summary>The GUID of this name: always the same.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Version 5 is defined on SHA-1; nothing is secret here.")]
    public static Guid Create(string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(name)], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
