using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>The functions of libvips and GObject that the engine calls; none of them takes a variable number of arguments.</summary>
internal static unsafe partial class LibVips
{
    /// <summary>The name that <see cref="VipsLibrary"/> resolves to a file.</summary>
    public const string Name = "libvips";

    [LibraryImport(Name, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Init(string programName);

    [LibraryImport(Name, EntryPoint = "vips_version")]
    public static partial int Version(int part);

    [LibraryImport(Name, EntryPoint = "vips_cache_set_max")]
    public static partial void CacheSetMax(int operations);

    [LibraryImport(Name, EntryPoint = "vips_concurrency_set")]
    public static partial void ConcurrencySet(int threads);

    [LibraryImport(Name, EntryPoint = "vips_block_untrusted_set")]
    public static partial void BlockUntrustedSet(int block);

    [LibraryImport(Name, EntryPoint = "vips_operation_block_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void OperationBlockSet(string className, int block);

    [LibraryImport(Name, EntryPoint = "vips_thread_shutdown")]
    public static partial void ThreadShutdown();

    [LibraryImport(Name, EntryPoint = "vips_tracked_get_mem")]
    public static partial nuint TrackedMemory();

    [LibraryImport(Name, EntryPoint = "vips_tracked_get_mem_highwater")]
    public static partial nuint TrackedMemoryHighWater();

    [LibraryImport(Name, EntryPoint = "vips_tracked_get_allocs")]
    public static partial int TrackedAllocations();

    [LibraryImport(Name, EntryPoint = "vips_error_buffer_copy")]
    public static partial byte* ErrorBufferCopy();

    [LibraryImport(Name, EntryPoint = "vips_type_find", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint TypeFind(string baseName, string nickname);

    [LibraryImport(Name, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial VipsOperation OperationNew(string nickname);

    [LibraryImport(Name, EntryPoint = "vips_object_build")]
    public static partial int ObjectBuild(VipsOperation operation);

    [LibraryImport(Name, EntryPoint = "vips_object_unref_outputs")]
    public static partial void ObjectUnrefOutputs(nint vipsObject);

    [LibraryImport(Name, EntryPoint = "vips_image_get_type")]
    public static partial nuint ImageType();

    [LibraryImport(Name, EntryPoint = "vips_blob_get_type")]
    public static partial nuint BlobType();

    [LibraryImport(Name, EntryPoint = "vips_blob_new")]
    public static partial nint BlobNew(nint free, void* data, nuint length);

    [LibraryImport(Name, EntryPoint = "vips_blob_get")]
    public static partial byte* BlobGet(nint blob, out nuint length);

    [LibraryImport(Name, EntryPoint = "vips_area_unref")]
    public static partial void AreaUnref(nint area);

    [LibraryImport(Name, EntryPoint = "vips_image_copy_memory")]
    public static partial VipsImage ImageCopyMemory(VipsImage image);

    [LibraryImport(Name, EntryPoint = "vips_image_get_width")]
    public static partial int ImageGetWidth(VipsImage image);

    [LibraryImport(Name, EntryPoint = "vips_image_get_height")]
    public static partial int ImageGetHeight(VipsImage image);

    [LibraryImport(Name, EntryPoint = "vips_image_get_bands")]
    public static partial int ImageGetBands(VipsImage image);

    [LibraryImport(Name, EntryPoint = "vips_image_get_format")]
    public static partial int ImageGetFormat(VipsImage image);

    [LibraryImport(Name, EntryPoint = "vips_image_get_interpretation")]
    public static partial int ImageGetInterpretation(VipsImage image);

    [LibraryImport(Name, EntryPoint = "vips_image_hasalpha")]
    public static partial int ImageHasAlpha(VipsImage image);

    [LibraryImport(Name, EntryPoint = "vips_image_get_orientation")]
    public static partial int ImageGetOrientation(VipsImage image);

    [LibraryImport(Name, EntryPoint = "vips_image_get_int", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ImageGetInt(VipsImage image, string field, out int value);

    [LibraryImport(Name, EntryPoint = "vips_image_get_typeof", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint ImageGetTypeOf(VipsImage image, string field);

    [LibraryImport(Name, EntryPoint = "vips_image_set_kill")]
    public static partial void ImageSetKill(VipsImage image, int kill);

    [LibraryImport(Name, EntryPoint = "vips_image_get_data")]
    public static partial byte* ImageGetData(VipsImage image);

    [LibraryImport(Name, EntryPoint = "g_object_unref")]
    public static partial void ObjectUnref(nint gobject);

    [LibraryImport(Name, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ObjectSetProperty(VipsOperation operation, string name, in GValue value);

    [LibraryImport(Name, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ObjectGetProperty(VipsOperation operation, string name, ref GValue value);

    [LibraryImport(Name, EntryPoint = "g_value_init")]
    public static partial nint ValueInit(ref GValue value, nuint type);

    [LibraryImport(Name, EntryPoint = "g_value_unset")]
    public static partial void ValueUnset(ref GValue value);

    [LibraryImport(Name, EntryPoint = "g_value_set_int")]
    public static partial void ValueSetInt(ref GValue value, int content);

    [LibraryImport(Name, EntryPoint = "g_value_set_boolean")]
    public static partial void ValueSetBoolean(ref GValue value, int content);

    [LibraryImport(Name, EntryPoint = "g_value_set_double")]
    public static partial void ValueSetDouble(ref GValue value, double content);

    [LibraryImport(Name, EntryPoint = "g_value_set_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ValueSetString(ref GValue value, string content);

    [LibraryImport(Name, EntryPoint = "g_value_set_object")]
    public static partial void ValueSetObject(ref GValue value, VipsImage content);

    [LibraryImport(Name, EntryPoint = "g_value_dup_object")]
    public static partial VipsImage ValueDupObject(in GValue value);

    [LibraryImport(Name, EntryPoint = "g_value_set_boxed")]
    public static partial void ValueSetBoxed(ref GValue value, nint content);

    [LibraryImport(Name, EntryPoint = "g_value_dup_boxed")]
    public static partial nint ValueDupBoxed(in GValue value);

    [LibraryImport(Name, EntryPoint = "g_free")]
    public static partial void Free(void* memory);

    [LibraryImport(Name, EntryPoint = "g_log_set_handler", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint LogSetHandler(string domain, int levels, delegate* unmanaged<byte*, int, byte*, nint, void> handler, nint state);
}
