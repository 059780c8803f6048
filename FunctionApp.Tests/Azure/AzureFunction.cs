using System.Reflection;
using FunctionApp.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace FunctionApp.Tests.Azure;

/// <summary>A function of the Azure host, as its attributes tell.</summary>
internal sealed record AzureFunction(string Name, MethodInfo Method, ParameterInfo TriggerParameter, TriggerBindingAttribute Trigger)
{
    /// <summary>Every function there is.</summary>
    public static IReadOnlyList<AzureFunction> All { get; } =
    [
        .. typeof(ImageFunctions).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(From),
    ];

    /// <summary>Its methods and routes, as <c>GET /api/images</c>; empty when it has no HTTP trigger.</summary>
    public IEnumerable<string> Endpoints => Trigger is HttpTriggerAttribute http
        ? http.Methods!.Select(method => $"{method.ToUpperInvariant()} /{http.Route}")
        : [];

    private static AzureFunction From(MethodInfo method)
    {
        var trigger = method.GetParameters().Single(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute), inherit: true));
        return new(method.GetCustomAttribute<FunctionAttribute>()!.Name, method, trigger, trigger.GetCustomAttribute<TriggerBindingAttribute>(inherit: true)!);
    }
}
