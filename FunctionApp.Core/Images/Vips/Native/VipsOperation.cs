using System.Runtime.InteropServices;

namespace FunctionApp.Core.Images.Vips.Native;

/// <summary>
/// One libvips operation: created by its nickname, given its arguments as GObject properties, and used up by asking for its output. This
/// is what the variadic C functions do inside; it bypasses the operation cache.
/// </summary>
internal sealed class VipsOperation() : SafeHandle(0, ownsHandle: true)
{
    private bool _built;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <exception cref="VipsException">This libvips has no such operation.</exception>
    public static VipsOperation Create(string nickname)
    {
        var operation = LibVips.OperationNew(nickname);
        return operation.IsInvalid ? throw VipsException.Take() : operation;
    }

    /// <summary>Whether this libvips has an operation.</summary>
    public static bool Exists(string nickname) => LibVips.TypeFind("VipsOperation", nickname) != 0;

    /// <summary>Sets a whole number, or an enumeration value.</summary>
    public VipsOperation Set(string name, int content)
    {
        var value = new GValue(GValue.Int);
        LibVips.ValueSetInt(ref value, content);
        return Set(name, ref value);
    }

    public VipsOperation Set(string name, bool content)
    {
        var value = new GValue(GValue.Boolean);
        LibVips.ValueSetBoolean(ref value, content ? 1 : 0);
        return Set(name, ref value);
    }

    /// <summary>Sets a number, or an array of that one number.</summary>
    public VipsOperation Set(string name, double content)
    {
        var value = new GValue(GValue.Double);
        LibVips.ValueSetDouble(ref value, content);
        return Set(name, ref value);
    }

    public VipsOperation Set(string name, string content)
    {
        var value = new GValue(GValue.String);
        LibVips.ValueSetString(ref value, content);
        return Set(name, ref value);
    }

    public VipsOperation Set(string name, VipsImage content)
    {
        var value = new GValue(LibVips.ImageType());
        LibVips.ValueSetObject(ref value, content);
        return Set(name, ref value);
    }

    /// <summary>Sets a buffer, which is not copied: it must stay where it is for as long as any image made of it is used.</summary>
    public unsafe VipsOperation Set(string name, PinnedBytes content)
    {
        var blob = LibVips.BlobNew(free: 0, content.Pointer, (nuint)content.Length);
        var value = new GValue(LibVips.BlobType());
        LibVips.ValueSetBoxed(ref value, blob);
        LibVips.AreaUnref(blob);
        return Set(name, ref value);
    }

    /// <summary>Builds the operation and returns its output image.</summary>
    /// <exception cref="VipsException">The operation refused its arguments, or failed.</exception>
    public VipsImage ToImage()
    {
        using (this)
        {
            Build();
            var value = new GValue(LibVips.ImageType());
            LibVips.ObjectGetProperty(this, "out", ref value);
            var image = LibVips.ValueDupObject(value);
            value.Unset();
            return image;
        }
    }

    /// <summary>Builds the operation and returns its output buffer.</summary>
    /// <exception cref="VipsException">The operation refused its arguments, or failed.</exception>
    public VipsBuffer ToBuffer()
    {
        using (this)
        {
            Build();
            var value = new GValue(LibVips.BlobType());
            LibVips.ObjectGetProperty(this, "buffer", ref value);
            var blob = LibVips.ValueDupBoxed(value);
            value.Unset();
            return new VipsBuffer(blob);
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (_built)
        {
            LibVips.ObjectUnrefOutputs(handle);
        }

        LibVips.ObjectUnref(handle);
        return true;
    }

    private VipsOperation Set(string name, ref GValue value)
    {
        LibVips.ObjectSetProperty(this, name, value);
        value.Unset();
        return this;
    }

    private void Build()
    {
        // An operation that fails half-way has made some of its outputs: they are released like those of a success.
        _built = true;
        if (LibVips.ObjectBuild(this) != 0)
        {
            throw VipsException.Take();
        }
    }
}
