using System.ComponentModel.DataAnnotations;

namespace FunctionApp.Core.Gateway.Headers;

/// <summary>Which web pages of other origins may call the API. Bound from <c>Gateway:Cors</c>.</summary>
public sealed record CorsOptions : IValidatableObject
{
    /// <summary>Origins whose pages may call, such as <c>https://app.example.org</c>. Empty means none: browsers then keep answers from them.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>How long a browser may remember that it may call. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan PreflightMaxAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Origins
        .Where(origin => !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.GetLeftPart(UriPartial.Authority) != origin)
        .Select(origin => new ValidationResult($"Gateway:Cors:Origins: '{origin}' is no origin, such as https://app.example.org.", [nameof(Origins)]));
}
