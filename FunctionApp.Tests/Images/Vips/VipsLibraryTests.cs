using System.Runtime.InteropServices;
using FunctionApp.Core.Images.Vips.Native;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Images.Vips;

[TestClass]
public sealed class VipsLibraryTests
{
    [TestMethod]
    public void The_library_beside_the_app_is_loaded()
    {
        var library = VipsLibrary.Load(file: null, AppContext.BaseDirectory);

        Assert.IsTrue(NativeLibrary.TryGetExport(library, "vips_init", out _));
    }

    [TestMethod]
    public void A_named_file_that_is_no_library_is_said_to_be_the_reason()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("libvips.so");
        File.WriteAllText(file, "not a library");

        var failure = Assert.ThrowsExactly<DllNotFoundException>(() => VipsLibrary.Load(file, AppContext.BaseDirectory));

        Assert.Contains(VipsLibrary.Variable, failure.Message, StringComparison.Ordinal);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_missing_library_says_what_to_do()
    {
        using var folder = new TemporaryFolder();

        var failure = Assert.ThrowsExactly<DllNotFoundException>(() => VipsLibrary.Load(file: null, folder.Path, systemName: "libvips-of-nobody.so"));

        Assert.Contains("npm", failure.Message, StringComparison.Ordinal);
        Assert.Contains(VipsLibrary.Variable, failure.Message, StringComparison.Ordinal);
    }
}
