using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Headers;
using FunctionApp.Functions;
using FunctionApp.Hosting;
using FunctionApp.Tests.EndToEnd;
using FunctionApp.Tests.Gateway;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace FunctionApp.Tests.Azure.Hosting;

/// <summary>The gateway before functions: real requests, and in place of the worker a function that returns a result.</summary>
[TestClass]
public sealed class GatewayMiddlewareTests
{
    private static readonly GatewayHost Worker = new(TrustsLoopback: false, ProxyHops: 1);

    private readonly IssuedKey _reader = new("acme", AccessLevel.Reader);
    private readonly IssuedKey _writer = new("acme", AccessLevel.Writer);
    private int _runs;

    [TestMethod]
    public async Task A_function_runs_for_who_may_call_it_and_its_result_is_the_answer()
    {
        await using var app = await StartAsync(nameof(ImageFunctions.ListImages));

        using var response = await SendAsync(app, HttpMethod.Get, _reader);

        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode);
        Assert.AreEqual(1, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run").GetInt32());
        Assert.AreEqual("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.IsTrue(response.Headers.Contains("RateLimit"));
    }

    [TestMethod]
    public async Task A_function_does_not_run_for_who_may_not_call_it()
    {
        await using var app = await StartAsync(nameof(ImageFunctions.UploadImage));

        using var nobody = await SendAsync(app, HttpMethod.Post, key: null);
        using var reader = await SendAsync(app, HttpMethod.Post, _reader);

        await ImageRoutesTests.AssertProblemAsync(nobody, HttpStatusCode.Unauthorized);
        await ImageRoutesTests.AssertProblemAsync(reader, HttpStatusCode.Forbidden);
        Assert.AreEqual("nosniff", nobody.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.AreEqual(0, _runs);
    }

    [TestMethod]
    public async Task The_worker_has_the_gateway_before_every_function_and_inside_what_answers_failures()
    {
        var program = await File.ReadAllTextAsync(Repository.File("FunctionApp", "Program.cs"));

        var problems = program.IndexOf($"builder.UseMiddleware<{nameof(ProblemMiddleware)}>();", StringComparison.Ordinal);
        var gateway = program.IndexOf($"builder.UseMiddleware<{nameof(GatewayMiddleware)}>();", StringComparison.Ordinal);

        Assert.IsGreaterThanOrEqualTo(0, problems);
        Assert.IsGreaterThan(problems, gateway);
    }

    [TestMethod]
    public async Task Health_is_for_everybody()
    {
        await using var app = await StartAsync(nameof(HealthFunctions.GetLiveness));

        using var response = await SendAsync(app, HttpMethod.Get, key: null);

        Assert.AreEqual(HttpStatusCode.Accepted, response.StatusCode);
    }

    [TestMethod]
    public async Task A_repetition_with_the_same_key_does_not_run_the_function_again()
    {
        await using var app = await StartAsync(nameof(ImageFunctions.StartImageBatch));

        using var first = await SendAsync(app, HttpMethod.Post, _writer, idempotencyKey: "one");
        using var second = await SendAsync(app, HttpMethod.Post, _writer, idempotencyKey: "one");

        Assert.AreEqual(1, _runs);
        Assert.AreEqual(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task An_HTTP_function_that_is_no_operation_is_for_nobody()
    {
        await using var app = await StartAsync("SomethingElse");

        using var response = await SendAsync(app, HttpMethod.Get, _writer);

        await ImageRoutesTests.AssertProblemAsync(response, HttpStatusCode.InternalServerError);
        Assert.AreEqual(0, _runs);
    }

    [TestMethod]
    public async Task A_connection_from_this_machine_is_nobody_special_behind_the_functions_host()
    {
        await using var app = await GatewayApp.StartAsync(_ => Task.CompletedTask, host: Worker);

        using var response = await app.Http.GetAsync("/api/read");

        Assert.AreEqual(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [TestMethod]
    public async Task Under_Core_Tools_everybody_may_when_the_settings_say_so()
    {
        await using var app = await GatewayApp.StartAsync(_ => Task.CompletedTask, host: Worker, settings: [new("Gateway:AllowAnonymous", "true")]);

        using var response = await app.Http.GetAsync("/api/read");

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [TestMethod]
    [DataRow("Development", true, true)]
    [DataRow("Production", true, false)]
    [DataRow("Staging", true, false)]
    [DataRow("Production", false, true)]
    public void An_app_that_lets_everybody_in_starts_in_development_only(string environment, bool allowAnonymous, bool expected)
    {
        var rule = new AnonymousOnlyInDevelopment(new HostEnvironment(environment));

        Assert.AreEqual(expected, rule.Validate(name: null, new GatewayOptions { AllowAnonymous = allowAnonymous }).Succeeded);
    }

    private static Task<HttpResponseMessage> SendAsync(GatewayApp app, HttpMethod method, IssuedKey? key, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, "/api/read");
        request.Headers.Add("X-Api-Key", key is null ? [] : [key.Key.Value]);
        request.Headers.Add("Idempotency-Key", idempotencyKey is null ? [] : [idempotencyKey]);
        return app.Http.SendAsync(request);
    }

    private Task<GatewayApp> StartAsync(string function) => GatewayApp.StartAsync(
        _ => Task.CompletedTask,
        host: Worker,
        serve: (services, http, _, _) => new GatewayMiddleware(services.GetRequiredService<GatewayPipeline>(), services.GetRequiredService<SecurityHeaders>())
            .InvokeAsync(http, function, () => Task.FromResult<object?>(Results.Json(new { run = ++_runs }, statusCode: StatusCodes.Status202Accepted))),
        settings: IssuedKey.Settings(_reader, _writer));

    private sealed class HostEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
