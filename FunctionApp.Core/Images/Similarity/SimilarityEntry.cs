using System.Globalization;
using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Images.Similarity;

/// <summary>What the index knows of a completed image. All of it is in the name of an empty blob, so that a page of entries is one listing.</summary>
/// <param name="CompletedAt">When the image was completed; the names count it downwards, so that listings begin with the newest.</param>
/// <param name="Image">The image's id as a number.</param>
/// <param name="Hash">The bits of its perceptual hash.</param>
internal readonly record struct SimilarityEntry(DateTimeOffset CompletedAt, UInt128 Image, ulong Hash)
{
    private const int CountdownLength = 19;
    private const int HashLength = 16;
    private const int NameLength = CountdownLength + 1 + Images.ImageId.Length + 1 + HashLength;

    /// <summary>The image's id.</summary>
    public string ImageId => IdOf(Image);

    /// <summary>The blob that is the entry.</summary>
    public BlobRef Blob => new(ImageContainers.Similarity, string.Create(
        CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - CompletedAt.UtcTicks:D19}-{ImageId}-{new PerceptualHash(Hash)}"));

    /// <summary>The entry of a manifest; null when the image was never completed.</summary>
    public static SimilarityEntry? Of(ImageManifest manifest) => manifest is { Analysis: { } analysis, CompletedAt: { } completedAt }
        ? new(completedAt, NumberOf(manifest.ImageId), PerceptualHash.Parse(analysis.PerceptualHash).Bits)
        : null;

    /// <summary>Reads the name of an entry's blob; null when it is none.</summary>
    public static SimilarityEntry? Parse(string name)
        => name.Length == NameLength
            && long.TryParse(name.AsSpan(0, CountdownLength), NumberStyles.None, CultureInfo.InvariantCulture, out var countdown)
            && countdown <= DateTimeOffset.MaxValue.UtcTicks
            && UInt128.TryParse(name.AsSpan(CountdownLength + 1, Images.ImageId.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var image)
            && ulong.TryParse(name.AsSpan(NameLength - HashLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
            ? new(new(DateTimeOffset.MaxValue.UtcTicks - countdown, TimeSpan.Zero), image, hash)
            : null;

    /// <summary>An image's id as a number.</summary>
    public static UInt128 NumberOf(string imageId) => UInt128.Parse(imageId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>A number as the id it stands for.</summary>
    public static string IdOf(UInt128 image) => image.ToString("x32", CultureInfo.InvariantCulture);
}
