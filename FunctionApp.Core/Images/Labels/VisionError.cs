namespace FunctionApp.Core.Images.Labels;

/// <summary>The body of an answer that is an error, as far as it is used.</summary>
internal sealed record VisionError
{
    public ErrorDetail? Error { get; init; }

    internal sealed record ErrorDetail(string? Code, string? Message);
}
