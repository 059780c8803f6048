using FunctionApp.Core.Gateway;
using FunctionApp.Core.Resilience.Circuits;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>The circuit routes' handlers.</summary>
public sealed class CircuitsApi(CircuitRegistry circuits)
{
    /// <summary>Every circuit with its latest changes, by name.</summary>
    public async Task<IResult> ListAsync(CancellationToken cancellationToken) => Results.Json(
        new Page<CircuitStatus>(await circuits.ListAsync(cancellationToken), Continuation: null), CircuitJson.Default.PageCircuitStatus);

    /// <summary>One circuit with its latest changes.</summary>
    public async Task<IResult> GetAsync(string name, CancellationToken cancellationToken)
        => await circuits.FindAsync(name, cancellationToken) is { } circuit ? Answer(circuit) : NoSuchCircuit(name);

    /// <summary>Refuses every call until the circuit is reset; <c>?reason=</c> says why.</summary>
    public async Task<IResult> IsolateAsync(string name, HttpRequest request, CancellationToken cancellationToken)
        => await circuits.FindAsync(name, cancellationToken) is null
            ? NoSuchCircuit(name)
            : Answer(await circuits.Get(name).IsolateAsync(Reason(request) ?? "Isolated by hand.", Caller(request)));

    /// <summary>Closes the circuit; <c>?reason=</c> says why.</summary>
    public async Task<IResult> ResetAsync(string name, HttpRequest request, CancellationToken cancellationToken)
        => await circuits.FindAsync(name, cancellationToken) is null
            ? NoSuchCircuit(name)
            : Answer(await circuits.Get(name).ResetAsync(Reason(request) ?? "Reset by hand.", Caller(request)));

    private static IResult Answer(CircuitStatus circuit) => Results.Json(circuit, CircuitJson.Default.CircuitStatus);

    private static IResult NoSuchCircuit(string name) => Problems.NotFound($"There is no circuit '{name}'.");

    private static string? Reason(HttpRequest request) => request.Query["reason"].FirstOrDefault() is { Length: > 0 } reason ? reason : null;

    private static string Caller(HttpRequest request) => request.HttpContext.User.Identity?.Name ?? "operator";
}
