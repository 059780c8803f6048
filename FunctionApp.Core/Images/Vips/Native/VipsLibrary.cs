using System.Reflection;
using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>Finds the libvips shared library: the file named by VIPS_LIBRARY, else the one beside the app, else the system's.</summary>
internal static class VipsLibrary
{
    /// <summary>The environment variable that names the file to load.</summary>
    public const string Variable = "VIPS_LIBRARY";

    private static readonly Lazy<nint> Handle = new(() => Load(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory));

    /// <summary>Makes <see cref="LibVips"/> use the library that is found. Call once, before the first use.</summary>
    public static void Register() => NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, Resolve);

    /// <summary>Loads the library.</summary>
    /// <param name="file">A file to load and nothing else; null or empty to search.</param>
    /// <param name="appFolder">The folder that holds <c>libvips/</c>.</param>
    /// <param name="systemName">The name that the system's library goes by; null for the usual one.</param>
    /// <exception cref="DllNotFoundException">There is none; the message says what to do.</exception>
    internal static nint Load(string? file, string appFolder, string? systemName = null)
    {
        systemName ??= SystemName;
        if (!string.IsNullOrEmpty(file))
        {
            return NativeLibrary.TryLoad(file, out var named)
                ? named
                : throw new DllNotFoundException($"{Variable} is '{file}', which is no loadable libvips library.");
        }

        foreach (var candidate in (IEnumerable<string>)[.. Bundled(Path.Combine(appFolder, "libvips")), systemName])
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            $"libvips was not found. Build with npm on the PATH to get it beside the app, install it on the system ({systemName}; "
            + $"Debian and Ubuntu: apt install libvips42), or set {Variable} to the library file.");
    }

    private static string SystemName
        => OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42";

    private static string[] Bundled(string folder)
        => Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "libvips*").Order(StringComparer.Ordinal)] : [];

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name == LibVips.Name ? Handle.Value : 0;
}
