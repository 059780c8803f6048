using FunctionApp.Core.Api;

namespace FunctionApp.Local.Http;

/// <summary>The circuit routes.</summary>
internal static class CircuitEndpoints
{
    public static void MapCircuits(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.Circuits, (CircuitsApi circuits, CancellationToken cancellation) => circuits.ListAsync(cancellation));

        routes.MapGet(Routes.Circuit, (string name, CircuitsApi circuits, CancellationToken cancellation)
            => circuits.GetAsync(name, cancellation));

        routes.MapPost(Routes.CircuitIsolate, (string name, HttpRequest request, CircuitsApi circuits, CancellationToken cancellation)
            => circuits.IsolateAsync(name, request, cancellation));

        routes.MapPost(Routes.CircuitReset, (string name, HttpRequest request, CircuitsApi circuits, CancellationToken cancellation)
            => circuits.ResetAsync(name, request, cancellation));
    }
}
