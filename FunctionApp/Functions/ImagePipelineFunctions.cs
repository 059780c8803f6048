using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Images;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Import;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Pipeline;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionApp.Functions;

/// <summary>The image pipeline's orchestrators and activities.</summary>
public sealed class ImagePipelineFunctions(
    ProcessImage processImage,
    ProcessBatch processBatch,
    InspectImage inspectImage,
    RenderImage renderImage,
    AnalyzeImage analyzeImage,
    PublishManifest publishManifest,
    DetectLabels detectLabels,
    FillLabels fillLabels,
    PatchLabels patchLabels,
    ListUploads listUploads,
    AdmitUpload admitUpload,
    ImportImages importImages,
    FetchImage fetchImage)
{
    /// <summary>See <see cref="Core.Images.Pipeline.ProcessImage"/>.</summary>
    [Function(nameof(ProcessImage))]
    public Task<ImageManifest> ProcessImage([OrchestrationTrigger] TaskOrchestrationContext context, ImageJob input)
        => processImage.RunAsync(context, input);

    /// <summary>See <see cref="Core.Images.Pipeline.ProcessBatch"/>.</summary>
    [Function(nameof(ProcessBatch))]
    public Task<BatchProgress> ProcessBatch([OrchestrationTrigger] TaskOrchestrationContext context, BatchJob input)
        => processBatch.RunAsync(context, input);

    /// <summary>See <see cref="Core.Images.Pipeline.InspectImage"/>.</summary>
    [Function(nameof(InspectImage))]
    public Task<Inspection> InspectImage([ActivityTrigger] ImageJob input, CancellationToken cancellation)
        => inspectImage.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Images.Pipeline.RenderImage"/>.</summary>
    [Function(nameof(RenderImage))]
    public Task<RenderResult> RenderImage([ActivityTrigger] RenderBatch input, CancellationToken cancellation)
        => renderImage.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Images.Pipeline.AnalyzeImage"/>.</summary>
    [Function(nameof(AnalyzeImage))]
    public Task<AnalysisResult> AnalyzeImage([ActivityTrigger] ImageJob input, CancellationToken cancellation)
        => analyzeImage.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Images.Pipeline.PublishManifest"/>.</summary>
    [Function(nameof(PublishManifest))]
    public Task<ImageManifest> PublishManifest([ActivityTrigger] Publication input, CancellationToken cancellation)
        => publishManifest.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Images.Labels.DetectLabels"/>.</summary>
    [Function(nameof(DetectLabels))]
    public Task<LabelDetection> DetectLabels([ActivityTrigger] ImageJob input, CancellationToken cancellation)
        => detectLabels.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Images.Labels.FillLabels"/>.</summary>
    [Function(nameof(FillLabels))]
    public Task<LabelsStatus> FillLabels([OrchestrationTrigger] TaskOrchestrationContext context, FillLabelsJob input)
        => fillLabels.RunAsync(context, input);

    /// <summary>See <see cref="Core.Images.Labels.PatchLabels"/>.</summary>
    [Function(nameof(PatchLabels))]
    public Task<LabelsStatus> PatchLabels([ActivityTrigger] LabelPatch input, CancellationToken cancellation)
        => patchLabels.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Images.Pipeline.ListUploads"/>.</summary>
    [Function(nameof(ListUploads))]
    public Task<UploadPage> ListUploads([ActivityTrigger] UploadPageQuery input, CancellationToken cancellation)
        => listUploads.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Images.Pipeline.AdmitUpload"/>.</summary>
    [Function(nameof(AdmitUpload))]
    public Task<AdmittedUpload> AdmitUpload([ActivityTrigger] AdmitUploadInput input, CancellationToken cancellation)
        => admitUpload.RunAsync(input, cancellation);

    /// <summary>See <see cref="Core.Images.Import.ImportImages"/>.</summary>
    [Function(nameof(ImportImages))]
    public Task<ImportReport> ImportImages([OrchestrationTrigger] TaskOrchestrationContext context, ImportJob input)
        => importImages.RunAsync(context, input);

    /// <summary>See <see cref="Core.Images.Import.FetchImage"/>.</summary>
    [Function(nameof(FetchImage))]
    public Task<FetchedImage> FetchImage([ActivityTrigger] FetchImageInput input, CancellationToken cancellation)
        => fetchImage.RunAsync(input, cancellation);
}
