using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Images.Labels;

/// <summary>Authorizes by <see cref="LabelOptions.Key"/>.</summary>
public sealed class VisionKey(IOptions<ImageOptions> options) : IVisionCredential
{
    private const string Header = "Ocp-Apim-Subscription-Key";

    /// <inheritdoc/>
    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add(Header, options.Value.Labels.Key);
        return ValueTask.CompletedTask;
    }
}
