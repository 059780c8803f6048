namespace FunctionApp.Core.Images.Labels;

/// <summary>Proves to the vision service who asks. The Azure host has an identity for that; elsewhere there is a key.</summary>
public interface IVisionCredential
{
    /// <summary>Adds the proof to a request.</summary>
    /// <exception cref="HttpRequestException">It could not be obtained now.</exception>
    ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
