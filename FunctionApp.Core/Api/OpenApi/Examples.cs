using System.Text.Json;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Exif;
using FunctionApp.Core.Images.Analysis;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>Documents as they might be. They are values of their types, so they cannot be out of date.</summary>
internal static class Examples
{
    public const string ImageId = "9f86d081884c7d659a2feaa0c55ad015";

    public static readonly DateTimeOffset Moment = new(2026, 5, 17, 12, 0, 0, TimeSpan.Zero);

    public static readonly ImageManifest Manifest = new()
    {
        ImageId = ImageId,
        InstanceId = $"image-{ImageId}",
        Status = ImageStatus.Completed,
        Source = new()
        {
            Name = "mountain.jpg",
            Bytes = 4_812_933,
            Sha256 = $"{ImageId}a3bf4f1b2b0b822cd15d6c15b0f00a08",
            ContentType = "image/jpeg",
            Format = ImageFormat.Jpeg,
            Width = 6000,
            Height = 3999,
            Orientation = 1,
            Frames = 1,
            HasAlpha = false,
        },
        Exif = new ExifData { CameraMake = "SONY", CameraModel = "ILCE-6000", ExposureTime = "1/250", FNumber = 8, Iso = 100, FocalLengthMm = 16 },
        Analysis = new ImageAnalysis
        {
            DominantColor = "#2f4a5e",
            Palette = ["#2f4a5e", "#c9b18a", "#e8e4dc"],
            BlurHash = "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
            PerceptualHash = "c3d4a1b2e5f60718",
            Sharpness = 212.4,
            Brightness = 0.46,
            Contrast = 0.21,
        },
        Labels = [new("mountain", 0.98), new("sky", 0.91)],
        LabelsStatus = LabelsStatus.Available,
        Renditions =
        [
            new()
            {
                Name = "thumb.webp",
                Format = ImageFormat.WebP,
                ContentType = "image/webp",
                Width = 200,
                Height = 200,
                Bytes = 6_310,
                Url = $"/api/images/{ImageId}/renditions/thumb.webp",
                ETag = "\"5f2b\"",
            },
        ],
        Timings = new ImageTimings(InspectMs: 3.1, AnalyzeMs: 41.7, RenderMs: 402.5, TotalMs: 561.2),
        Cost = new ImageCost("azure-flex-consumption", "USD", 0.000097m, 4, 1.0712m, 9, 9, 5_009_243, 14_438_799, 1),
        CreatedAt = Moment,
        CompletedAt = Moment.AddMilliseconds(561),
    };

    public static readonly OrchestrationDocument Instance = new()
    {
        InstanceId = $"image-{ImageId}",
        Name = "ProcessImage",
        RuntimeStatus = OrchestrationStatus.Completed,
        CreatedAt = Moment,
        LastUpdatedAt = Moment.AddMilliseconds(561),
        Input = JsonDocument.Parse($$"""{"imageId": "{{ImageId}}"}""").RootElement,
        Output = JsonDocument.Parse($$"""{"imageId": "{{ImageId}}", "status": "Completed"}""").RootElement,
    };
}
