using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Engines;
using FunctionApp.Core.Images.Import;
using FunctionApp.Core.Images.Intake;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Pipeline;
using FunctionApp.Core.Images.Similarity;
using FunctionApp.Core.Images.Transforms;
using FunctionApp.Core.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images;

/// <summary>What a host registers to have the image pipeline; it adds its own <see cref="IImageEngine"/>s and stores.</summary>
public static class ImagePipeline
{
    /// <summary>Lists the pipeline's orchestrators and activities.</summary>
    public static TaskCatalog AddImages(this TaskCatalog tasks) => tasks
        .AddPayloads(ImagesJson.Default)
        .Add<ProcessImage, ImageJob, ImageManifest>(ProcessImage.Name)
        .Add<ProcessBatch, BatchJob, BatchProgress>(ProcessBatch.Name)
        .Add<InspectImage, ImageJob, Inspection>(InspectImage.Name)
        .Add<RenderImage, RenderBatch, RenderResult>(RenderImage.Name)
        .Add<AnalyzeImage, ImageJob, AnalysisResult>(AnalyzeImage.Name)
        .Add<PublishManifest, Publication, ImageManifest>(PublishManifest.Name)
        .Add<DetectLabels, ImageJob, LabelDetection>(DetectLabels.Name)
        .Add<FillLabels, FillLabelsJob, LabelsStatus>(FillLabels.Name, isLongLived: true)
        .Add<PatchLabels, LabelPatch, LabelsStatus>(PatchLabels.Name)
        .Add<ListUploads, UploadPageQuery, UploadPage>(ListUploads.Name)
        .Add<AdmitUpload, AdmitUploadInput, AdmittedUpload>(AdmitUpload.Name)
        .Add<ImportImages, ImportJob, ImportReport>(ImportImages.Name)
        .Add<FetchImage, FetchImageInput, FetchedImage>(FetchImage.Name);

    /// <summary>Registers the pipeline's services and its options, validated at start.</summary>
    public static IServiceCollection AddImages(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(ImageOptions.Section);
        services.Configure<ImageLimits>(section.GetSection(nameof(ImageOptions.Limits)));
        services.AddOptions<ImageOptions>()
            .Bind(section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ImageOptions>, ImageOptionsValidator>();
        services.AddHealthChecks().AddCheck<ImageEnginesHealthCheck>("images");

        services.AddLabels();

        return services
            .AddSingleton<ImageEngines>()
            .AddSingleton<ImageCatalog>()
            .AddSingleton<ImageTransformer>()
            .AddSingleton<SimilarityIndex>()
            .AddSingleton<SimilarImages>()
            .AddSingleton<ImageIntake>()
            .AddSingleton<ImageNotifications>()
            .AddSingleton<OriginalReader>()
            .AddSingleton<RenditionStore>();
    }
}
