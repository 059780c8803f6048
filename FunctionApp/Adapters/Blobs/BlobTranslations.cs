using Azure;
using Azure.Storage.Blobs.Models;
using FunctionApp.Core.Storage;
using Microsoft.Net.Http.Headers;
using BlobProperties = FunctionApp.Core.Storage.BlobProperties;

namespace FunctionApp.Adapters.Blobs;

/// <summary>The port's terms in the service's, and back.</summary>
internal static class BlobTranslations
{
    private const string DefaultContentType = "application/octet-stream";

    extension(RequestFailedException exception)
    {
        /// <summary>Whether the blob was not in the state asked for. A blob that should not exist and does is reported as a conflict.</summary>
        public bool IsUnmetCondition
            => exception.Status is StatusCodes.Status412PreconditionFailed or StatusCodes.Status304NotModified
                || exception.ErrorCode == BlobErrorCode.BlobAlreadyExists;
    }

    /// <summary>The request for a range. The whole blob is asked for without one, because an empty blob has no range.</summary>
    public static HttpRange ToHttpRange(this BlobRange range)
        => range is { Offset: 0, Length: null } ? default : new HttpRange(range.Offset, range.Length > long.MaxValue - range.Offset ? null : range.Length);

    /// <summary>The conditions of a request.</summary>
    public static BlobRequestConditions ToRequestConditions(this BlobCondition condition) => new()
    {
        IfMatch = condition.IfMatch?.ToETag(),
        IfNoneMatch = condition.IfNoneMatch?.ToETag(),
    };

    /// <summary>An ETag as HTTP writes it: a quoted string.</summary>
    public static string ToPort(this ETag etag) => etag.ToString("H");

    /// <summary>Metadata whose names are compared without case.</summary>
    public static IReadOnlyDictionary<string, string> ToPort(this IEnumerable<KeyValuePair<string, string>>? metadata)
        => new Dictionary<string, string>(metadata ?? [], StringComparer.OrdinalIgnoreCase);

    /// <summary>What comes with a download. Of a part, the content range tells how long the whole is.</summary>
    public static BlobProperties ToPort(this BlobDownloadDetails details, string name) => new(
        name,
        ContentRangeHeaderValue.TryParse(details.ContentRange, out var range) && range.Length is { } whole ? whole : details.ContentLength,
        details.ETag.ToPort(),
        details.LastModified,
        details.ContentType ?? DefaultContentType,
        details.Metadata.ToPort());

    /// <summary>The properties of a blob.</summary>
    public static BlobProperties ToPort(this Azure.Storage.Blobs.Models.BlobProperties properties, string name) => new(
        name,
        properties.ContentLength,
        properties.ETag.ToPort(),
        properties.LastModified,
        properties.ContentType ?? DefaultContentType,
        properties.Metadata.ToPort());

    /// <summary>One entry of a listing.</summary>
    public static BlobProperties ToPort(this BlobItem item) => new(
        item.Name,
        item.Properties.ContentLength ?? 0,
        item.Properties.ETag?.ToPort() ?? "",
        item.Properties.LastModified ?? default,
        item.Properties.ContentType ?? DefaultContentType,
        item.Metadata.ToPort());

    private static ETag ToETag(this string etag) => etag == "*" ? ETag.All : new ETag(etag.Trim('"'));
}
