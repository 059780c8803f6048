using FunctionApp.Core.Images.Catalog;

namespace FunctionApp.Core.Images;

/// <summary>What the image pipeline tells the world. Receivers depend on these types; their data only ever gains fields.</summary>
public static class ImageEvents
{
    /// <summary>An image's manifest and renditions are there. Data: <see cref="ImageNotice"/>.</summary>
    public const string Completed = "functionapp.image.completed";

    /// <summary>An image was refused. Data: <see cref="ImageNotice"/>.</summary>
    public const string Rejected = "functionapp.image.rejected";

    /// <summary>An image could not be finished through a fault of ours. Data: <see cref="ImageNotice"/>.</summary>
    public const string Failed = "functionapp.image.failed";

    /// <summary>A batch is through. Data: <see cref="Pipeline.BatchProgress"/>.</summary>
    public const string BatchCompleted = "functionapp.batch.completed";

    /// <summary>An import is through. Data: <see cref="Import.ImportProgress"/>.</summary>
    public const string ImportCompleted = "functionapp.import.completed";

    /// <summary>What can happen to one image.</summary>
    public static IReadOnlyList<string> OfOneImage { get; } = [Completed, Rejected, Failed];

    /// <summary>The event that a finished image is.</summary>
    public static string TypeOf(ImageManifest manifest) => manifest.Status switch
    {
        ImageStatus.Completed => Completed,
        ImageStatus.Rejected => Rejected,
        _ => Failed,
    };
}
