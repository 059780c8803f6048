using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FunctionApp.Core.Api;

/// <summary>The bytes of an upload, wherever in the request they are.</summary>
/// <param name="Content">The bytes; read once.</param>
/// <param name="FileName">The file's name, when the request carries one.</param>
/// <param name="ContentType">What the sender says the bytes are.</param>
internal sealed record ImageUpload(Stream Content, string? FileName, string? ContentType)
{
    private const int MaxBoundaryLength = 256;

    /// <summary>Whether the sender says, or leaves open, that this is an image.</summary>
    public bool ClaimsToBeAnImage
        => ContentType is null
            || ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            || ContentType.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds the bytes. A form is read as a stream: nothing is buffered, and parts before <c>file</c> are skipped.</summary>
    /// <returns>Null when a form has no part <c>file</c>.</returns>
    public static async Task<ImageUpload?> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
        {
            return new(request.Body, FileName: null, request.ContentType);
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= MaxBoundaryLength })
        {
            return null;
        }

        try
        {
            var parts = new MultipartReader(boundary, request.Body);
            while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                if (part.GetContentDispositionHeader() is { } disposition && HeaderUtilities.RemoveQuotes(disposition.Name) == "file")
                {
                    var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                    return new(part.Body, Path.GetFileName(HeaderUtilities.RemoveQuotes(name).Value), part.ContentType);
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The multipart form is malformed.", exception);
        }

        return null;
    }
}
