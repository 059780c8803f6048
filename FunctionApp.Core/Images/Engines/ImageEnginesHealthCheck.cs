using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FunctionApp.Core.Images.Engines;

/// <summary>Renders one pixel: proof that native code is there and works, and the moment it is loaded.</summary>
internal sealed class ImageEnginesHealthCheck(ImageEngines engines) : IHealthCheck
{
    private static readonly RenditionSpec Pixel = new() { Name = "pixel.jpg", Width = 1, Format = ImageFormat.Jpeg, Quality = 80 };

    /// <summary>A grey PNG of one pixel (header, 8-bit grey image header, one zlib-compressed row, end).</summary>
    private static readonly byte[] OnePixel = Convert.FromHexString(
        "89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B550000000A494441"
        + "5478DA6368000000820081DA45083B0000000049454E44AE426082");

    private bool _rendered;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!_rendered)
        {
            if (await engines.RenderAsync(OnePixel, [Pixel], (_, _) => Task.CompletedTask, cancellationToken) is { } failure)
            {
                return HealthCheckResult.Unhealthy(failure.Message);
            }

            _rendered = true;
        }

        return HealthCheckResult.Healthy();
    }
}
