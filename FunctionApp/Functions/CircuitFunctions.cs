using FunctionApp.Core.Api;
using Microsoft.Azure.Functions.Worker;

namespace FunctionApp.Functions;

/// <summary>The circuit routes.</summary>
public sealed class CircuitFunctions(CircuitsApi circuits)
{
    /// <summary>See <see cref="CircuitsApi.ListAsync"/>.</summary>
    [Function(nameof(ListCircuits))]
    public Task<IResult> ListCircuits(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Circuits)] HttpRequest request, CancellationToken cancellation)
        => circuits.ListAsync(cancellation);

    /// <summary>See <see cref="CircuitsApi.GetAsync"/>.</summary>
    [Function(nameof(GetCircuit))]
    public Task<IResult> GetCircuit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Circuit)] HttpRequest request, string name, CancellationToken cancellation)
        => circuits.GetAsync(name, cancellation);

    /// <summary>See <see cref="CircuitsApi.IsolateAsync"/>.</summary>
    [Function(nameof(IsolateCircuit))]
    public Task<IResult> IsolateCircuit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.CircuitIsolate)] HttpRequest request, string name, CancellationToken cancellation)
        => circuits.IsolateAsync(name, request, cancellation);

    /// <summary>See <see cref="CircuitsApi.ResetAsync"/>.</summary>
    [Function(nameof(ResetCircuit))]
    public Task<IResult> ResetCircuit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.CircuitReset)] HttpRequest request, string name, CancellationToken cancellation)
        => circuits.ResetAsync(name, request, cancellation);
}
