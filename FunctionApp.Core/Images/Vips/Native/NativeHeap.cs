using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>Keeps glibc's heap from holding on to memory; does nothing where there is no glibc.</summary>
internal static unsafe class NativeHeap
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;

    private static readonly delegate* unmanaged<int, int, int> MallOpt = (delegate* unmanaged<int, int, int>)Find("mallopt");
    private static readonly delegate* unmanaged<nuint, int> MallocTrim = (delegate* unmanaged<nuint, int>)Find("malloc_trim");

    /// <summary>
    /// Two heaps instead of eight per processor, and large blocks mapped one by one, so that freeing them returns them at once. Smaller blocks
    /// are kept for the next image: mapping every line of pixels anew costs a tenth of the time.
    /// </summary>
    public static void LimitArenas()
    {
        if (MallOpt != null)
        {
            _ = MallOpt(ArenaMax, 2);
            _ = MallOpt(MmapThreshold, 4 << 20);
            _ = MallOpt(TrimThreshold, 32 << 20);
        }
    }

    /// <summary>Returns free pages to the system.</summary>
    public static void Trim()
    {
        if (MallocTrim != null)
        {
            _ = MallocTrim(0);
        }
    }

    private static void* Find(string function)
        => NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, function, out var address) ? (void*)address : null;
}
