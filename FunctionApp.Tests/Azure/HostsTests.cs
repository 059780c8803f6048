using System.Text.Json;
using System.Text.RegularExpressions;
using FunctionApp.Core;
using FunctionApp.Core.Api;
using FunctionApp.Core.Orchestration;
using FunctionApp.Functions;
using FunctionApp.Local;
using FunctionApp.Local.Triggers;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Azure;

/// <summary>Both hosts or neither: what one host offers, the other does.</summary>
[TestClass]
public sealed partial class HostsTests : IDisposable
{
    /// <summary>What only a host that scales to zero needs.</summary>
    private static readonly string[] AzureOnly = [nameof(OperationFunctions.Warmup), nameof(OperationFunctions.KeepWarm)];

    private readonly TemporaryFolder _data = new();

    public static IEnumerable<string> FunctionNames => AzureFunction.All.Select(function => function.Name);

    public void Dispose() => _data.Dispose();

    [TestMethod]
    public async Task Every_method_and_route_exists_in_both_hosts()
    {
        await using var local = LocalHost.BuildWeb(new DirectoryInfo(_data.Path), port: 0);
        var embedded = ((IEndpointRouteBuilder)local).DataSources
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));

        CollectionAssert.AreEquivalent(embedded.ToList(), AzureFunction.All.SelectMany(function => function.Endpoints).ToList());
    }

    [TestMethod]
    public void Every_route_constant_is_served()
    {
        var served = AzureFunction.All.Select(function => function.Trigger).OfType<HttpTriggerAttribute>().Select(http => http.Route).ToHashSet();
        var constants = typeof(Routes).GetFields().Where(field => field.Name != nameof(Routes.Prefix)).Select(field => (string)field.GetRawConstantValue()!);

        CollectionAssert.AreEquivalent(constants.ToList(), served.ToList());
    }

    [TestMethod]
    public void Every_HTTP_function_is_an_operation_with_its_name_method_and_route()
    {
        var functions = AzureFunction.All
            .Where(function => function.Trigger is HttpTriggerAttribute)
            .SelectMany(function => function.Endpoints.Select(endpoint => $"{function.Name}: {endpoint}"));
        var operations = ApiOperations.All.Concat(ApiOperations.Dashboard).Select(operation => $"{operation.Name}: {operation.Method} /{operation.Route}");

        CollectionAssert.AreEquivalent(operations.ToList(), functions.ToList());
    }

    [TestMethod]
    public async Task Every_orchestrator_and_activity_exists_in_both_hosts()
    {
        await using var local = LocalHost.BuildWeb(new DirectoryInfo(_data.Path), port: 0);
        var catalog = local.Services.GetRequiredService<TaskCatalog>();

        CollectionAssert.AreEquivalent(catalog.Orchestrators.Keys.ToList(), NamesWith<OrchestrationTriggerAttribute>());
        CollectionAssert.AreEquivalent(catalog.Activities.Keys.ToList(), NamesWith<ActivityTriggerAttribute>());
    }

    [TestMethod]
    public void Every_other_trigger_exists_in_both_hosts()
    {
        var embedded = typeof(LocalHost).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(OnImageUploaded).Namespace && type is { IsNested: false, IsClass: true })
            .Select(type => type.Name);
        var azure = AzureFunction.All
            .Where(function => function.Trigger is not (HttpTriggerAttribute or OrchestrationTriggerAttribute or ActivityTriggerAttribute))
            .Select(function => function.Name);

        CollectionAssert.AreEquivalent(embedded.ToList(), azure.Except(AzureOnly).ToList());
    }

    [TestMethod]
    public void Every_task_function_takes_and_returns_what_its_class_does()
    {
        var catalog = Pipelines.Tasks();
        var types = catalog.Orchestrators.ToDictionary(entry => entry.Key, entry => entry.Value.Type)
            .Concat(catalog.Activities.ToDictionary(entry => entry.Key, entry => entry.Value.Type));
        foreach (var (name, type) in types)
        {
            var run = type.GetMethod(nameof(IActivity<,>.RunAsync))!;
            var input = run.GetParameters().Single(parameter => parameter.Name == "input");
            var function = AzureFunction.All.Single(function => function.Name == name);

            Assert.AreEqual(run.ReturnType, function.Method.ReturnType, name);
            Assert.IsTrue(function.Method.GetParameters().Any(parameter => parameter.ParameterType == input.ParameterType), name);
        }
    }

    [TestMethod]
    public void Function_names_are_unique_whatever_their_case()
        => Assert.HasCount(AzureFunction.All.Count, FunctionNames.ToHashSet(StringComparer.OrdinalIgnoreCase));

    [TestMethod]
    [DynamicData(nameof(FunctionNames))]
    public void A_function_name_is_one_that_the_host_accepts(string name)
    {
        Assert.MatchesRegex("^[A-Za-z][A-Za-z0-9_-]{0,126}$", name);
        Assert.AreEqual(name, AzureFunction.All.Single(function => function.Name == name).Method.Name);
    }

    [TestMethod]
    public void Every_placeholder_of_a_route_is_a_parameter_of_its_function()
    {
        foreach (var function in AzureFunction.All.Where(function => function.Trigger is HttpTriggerAttribute))
        {
            var placeholders = Placeholder().Matches(((HttpTriggerAttribute)function.Trigger).Route!).Select(match => match.Groups["name"].Value);
            var parameters = function.Method.GetParameters().Where(parameter => parameter.ParameterType == typeof(string)).Select(parameter => parameter.Name);

            CollectionAssert.AreEqual(placeholders.ToList(), parameters.ToList(), function.Name);
        }
    }

    [TestMethod]
    public async Task Every_setting_that_a_binding_names_is_in_the_sample()
    {
        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.File("local.settings.sample.json")));
        var values = settings.RootElement.GetProperty("Values");
        var triggers = AzureFunction.All.Select(function => function.Trigger).ToList();
        var expressions = triggers.OfType<TimerTriggerAttribute>().Select(timer => timer.Schedule)
            .Concat(triggers.OfType<BlobTriggerAttribute>().Select(blob => blob.BlobPath))
            .Append(await File.ReadAllTextAsync(Repository.File("host.json")))
            .SelectMany(text => Expression().Matches(text))
            .Select(match => match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal));
        var connections = triggers.OfType<BlobTriggerAttribute>().Select(blob => blob.Connection!);

        foreach (var name in expressions.Concat(connections))
        {
            Assert.IsTrue(values.TryGetProperty(name, out _), $"local.settings.sample.json has no '{name}'.");
        }
    }

    [TestMethod]
    public void The_API_is_under_its_prefix_and_the_pages_are_not()
    {
        const string prefix = $"{Routes.Prefix}/";

        Assert.AreEqual("", string.Join(", ", ApiOperations.All.Select(operation => operation.Route).Where(route => !route.StartsWith(prefix, StringComparison.Ordinal))));
        Assert.AreEqual("", string.Join(", ", ApiOperations.Dashboard.Select(page => page.Route).Where(route => route.StartsWith(prefix, StringComparison.Ordinal))));
    }

    [TestMethod]
    public async Task The_task_hub_the_routes_and_telemetry_are_set_in_host_json()
    {
        using var host = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.File("host.json")));

        Assert.AreEqual("OpenTelemetry", host.RootElement.GetProperty("telemetryMode").GetString());
        Assert.AreEqual("", host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.MatchesRegex("^%[A-Za-z]+%$", host.RootElement.GetProperty("extensions").GetProperty("durableTask").GetProperty("hubName").GetString()!);
    }

    [TestMethod]
    public void The_Azure_host_has_no_orchestrator_and_no_activity_of_its_own()
    {
        var tasks = typeof(ImageFunctions).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(port => port.IsGenericType
                && (port.GetGenericTypeDefinition() == typeof(IOrchestrator<,>) || port.GetGenericTypeDefinition() == typeof(IActivity<,>))));

        Assert.IsEmpty(tasks);
    }

    [TestMethod]
    public void The_Azure_host_references_Core_and_not_the_embedded_host()
    {
        var ours = typeof(ImageFunctions).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("FunctionApp", StringComparison.Ordinal) && name != "FunctionApp.Signatures");

        CollectionAssert.AreEqual(new[] { "FunctionApp.Core" }, ours.ToArray());
    }

    private static List<string> NamesWith<TTrigger>()
        => [.. AzureFunction.All.Where(function => function.Trigger is TTrigger).Select(function => function.Name)];

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("%(?<name>[A-Za-z:]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}
