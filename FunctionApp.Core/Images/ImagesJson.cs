using System.Text.Json.Serialization;
using FunctionApp.Core.Images.Catalog;
using FunctionApp.Core.Images.Import;
using FunctionApp.Core.Images.Labels;
using FunctionApp.Core.Images.Pipeline;

namespace FunctionApp.Core.Images;

/// <summary>How the image pipeline's records look as JSON: in payloads, in manifests and over HTTP.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImageJob))]
[JsonSerializable(typeof(Inspection))]
[JsonSerializable(typeof(RenderBatch))]
[JsonSerializable(typeof(RenderResult))]
[JsonSerializable(typeof(AnalysisResult))]
[JsonSerializable(typeof(Publication))]
[JsonSerializable(typeof(ImageManifest))]
[JsonSerializable(typeof(Page<ImageManifest>))]
[JsonSerializable(typeof(ImageLabels))]
[JsonSerializable(typeof(LabelDetection))]
[JsonSerializable(typeof(LabelPatch))]
[JsonSerializable(typeof(FillLabelsJob))]
[JsonSerializable(typeof(LabelsStatus))]
[JsonSerializable(typeof(BatchJob))]
[JsonSerializable(typeof(BatchProgress))]
[JsonSerializable(typeof(UploadPage))]
[JsonSerializable(typeof(UploadPageQuery))]
[JsonSerializable(typeof(AdmitUploadInput))]
[JsonSerializable(typeof(AdmittedUpload))]
[JsonSerializable(typeof(ImportJob))]
[JsonSerializable(typeof(ImportProgress))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(FetchImageInput))]
[JsonSerializable(typeof(FetchedImage))]
[JsonSerializable(typeof(ImageNotice))]
public sealed partial class ImagesJson : JsonSerializerContext;
