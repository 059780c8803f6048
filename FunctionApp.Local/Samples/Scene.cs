namespace FunctionApp.Local.Samples;

/// <summary>Something to see: drawn by a formula, the same every time.</summary>
internal abstract class Scene
{
    /// <summary>The file's name without an extension.</summary>
    public abstract string Name { get; }

    /// <summary>Pixels across, upright.</summary>
    public abstract int Width { get; }

    /// <summary>Pixels down, upright.</summary>
    public abstract int Height { get; }

    /// <summary>Pixels of the photograph for each that is drawn, along a side; divides both sides.</summary>
    public virtual int Enlargement => 2;

    /// <summary>What its EXIF says.</summary>
    public abstract Shot Shot { get; }

    /// <summary>Standard deviation of the film's grain, in 8-bit steps.</summary>
    public virtual float Grain => 2.5f;

    /// <summary>Whether parts are transparent; then the file is a PNG.</summary>
    public virtual bool HasAlpha => false;

    /// <summary>Draws the scene upright over the whole canvas.</summary>
    public abstract void Draw(Canvas canvas);
}
