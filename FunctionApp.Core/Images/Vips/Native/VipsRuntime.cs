using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>libvips in this process: loaded and set up once, for a server that reads files of strangers.</summary>
internal static class VipsRuntime
{
    private static readonly string[] TrustedLoaders =
    [
        "VipsForeignLoadJpeg",
        "VipsForeignLoadPng",
        "VipsForeignLoadWebp",
        "VipsForeignLoadNsgif",
        "VipsForeignLoadHeif",
        "VipsForeignLoadTiff",
    ];

    private static readonly Lazy<Version> Started = new(Start);

    /// <summary>The version of libvips.</summary>
    public static Version Version => Started.Value;

    /// <summary>Bytes of pixels and working memory that libvips holds.</summary>
    public static long TrackedBytes => (long)LibVips.TrackedMemory();

    /// <summary>The most of these bytes there have been.</summary>
    public static long TrackedBytesAtMost => (long)LibVips.TrackedMemoryHighWater();

    /// <summary>Blocks of this memory.</summary>
    public static int TrackedAllocations => LibVips.TrackedAllocations();

    /// <summary>Loads and sets up libvips, if that has not happened yet.</summary>
    /// <exception cref="DllNotFoundException">There is no libvips.</exception>
    public static void EnsureStarted() => _ = Started.Value;

    /// <summary>Lets this process load SVG. Engines that do not allow it refuse it before any loader sees it.</summary>
    public static void AllowSvg()
    {
        EnsureStarted();
        LibVips.OperationBlockSet("VipsForeignLoadSvg", block: 0);
    }

    private static Version Start()
    {
        VipsLibrary.Register();
        NativeHeap.LimitArenas();
        if (LibVips.Init("FunctionApp") != 0)
        {
            throw VipsException.Take();
        }

        Silence();
        LibVips.BlockUntrustedSet(1);
        LibVips.OperationBlockSet("VipsForeignLoad", block: 1);
        foreach (var loader in TrustedLoaders)
        {
            LibVips.OperationBlockSet(loader, block: 0);
        }

        // No two requests share a result worth keeping, and images run beside each other rather than each on many threads.
        LibVips.CacheSetMax(0);
        LibVips.ConcurrencySet(1);
        return new Version(LibVips.Version(0), LibVips.Version(1), LibVips.Version(2));
    }

    /// <summary>Keeps what libvips says about damaged files off the process's standard error: failures carry it.</summary>
    private static unsafe void Silence()
    {
        const int warningsAndBelow = 0xF0;
        LibVips.LogSetHandler("VIPS", warningsAndBelow, &Discard, 0);
    }

    [UnmanagedCallersOnly]
    private static unsafe void Discard(byte* domain, int level, byte* message, nint state)
    {
    }
}
