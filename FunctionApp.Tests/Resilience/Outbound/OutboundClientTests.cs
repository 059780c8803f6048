using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Core.Resilience.Outbound;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Resilience.Outbound;

[TestClass]
public sealed class OutboundClientTests
{
    private const string Loopback = "127.0.0.1/32";
    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private static readonly OutboundLimits Generous = new(TimeSpan.FromMinutes(5), 1_000_000);

    [TestMethod]
    public async Task A_server_in_an_allowed_network_answers()
    {
        await using var server = await LoopbackServer.StartAsync(http => http.Response.WriteAsync("hello"));
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        await using var response = await client.GetAsync(server.At("/", "photos.example"), Generous);

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual("hello", await TextAsync(response));
    }

    [TestMethod]
    public async Task A_name_that_leads_inside_is_refused_and_no_connection_is_made()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(http => http.Response.WriteAsync($"{Interlocked.Increment(ref requests)}"));
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), "10.0.0.0/8");

        var refused = await FailureOf(client.GetAsync(server.At("/", "photos.example"), Generous));

        Assert.AreEqual(OutboundFailure.Refused, refused.Failure);
        Assert.Contains("loopback", refused.Message);
        Assert.AreEqual(0, requests);
    }

    [TestMethod]
    public async Task A_name_with_one_address_inside_and_one_outside_is_called_outside_only()
    {
        await using var server = await LoopbackServer.StartAsync(http => http.Response.WriteAsync(http.Connection.LocalIpAddress!.ToString()));
        using var client = Client(ScriptedResolver.Always("127.0.0.2", "10.0.0.1", "127.0.0.1"), Loopback);

        await using var response = await client.GetAsync(server.At("/", "photos.example"), Generous);

        Assert.AreEqual("127.0.0.1", await TextAsync(response));
    }

    [TestMethod]
    public async Task A_name_that_changes_its_answer_gains_nothing()
    {
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            http.Response.Headers.Connection = "close";
            return http.Response.WriteAsync("outside");
        });
        var resolver = new ScriptedResolver((_, question) => question == 1 ? ["127.0.0.1"] : ["127.0.0.2"]);
        using var client = Client(resolver, Loopback);

        await using (var first = await client.GetAsync(server.At("/", "rebinding.example"), Generous))
        {
            Assert.AreEqual("outside", await TextAsync(first));
        }

        var second = await FailureOf(client.GetAsync(server.At("/", "rebinding.example"), Generous));

        Assert.AreEqual(OutboundFailure.Refused, second.Failure);
        Assert.AreEqual(2, resolver.Questions);
    }

    [TestMethod]
    public async Task A_redirect_to_an_address_inside_is_refused_and_not_followed()
    {
        var reached = 0;
        await using var inside = await LoopbackServer.StartAsync(http => http.Response.WriteAsync($"{Interlocked.Increment(ref reached)}"));
        await using var outside = await LoopbackServer.StartAsync(http =>
        {
            http.Response.Redirect(inside.At("/secret", "inside.example").AbsoluteUri);
            return Task.CompletedTask;
        });
        var resolver = new ScriptedResolver((host, _) => host == "inside.example" ? ["127.0.0.2"] : ["127.0.0.1"]);
        using var client = Client(resolver, Loopback);

        var refused = await FailureOf(client.GetAsync(outside.At("/", "outside.example"), Generous));

        Assert.AreEqual(OutboundFailure.Refused, refused.Failure);
        Assert.AreEqual(0, reached);
    }

    [TestMethod]
    [DataRow("http://169.254.169.254/latest/meta-data/")]
    [DataRow("http://[::1]/")]
    [DataRow("http://2130706434/")]
    [DataRow("file:///etc/passwd")]
    [DataRow("http://user:secret@photos.example/")]
    [DataRow("//169.254.169.254/")]
    public async Task A_redirect_that_a_caller_could_not_have_given_is_refused(string location)
    {
        await using var server = await LoopbackServer.StartAsync(http => RedirectAsync(http, location));
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        var refused = await FailureOf(client.GetAsync(server.At("/"), Generous));

        Assert.AreEqual(OutboundFailure.Refused, refused.Failure);
    }

    [TestMethod]
    public async Task Redirects_are_followed_to_their_end_relative_ones_too()
    {
        await using var server = await LoopbackServer.StartAsync(http => http.Request.Path.Value switch
        {
            "/a" => RedirectAsync(http, "/b"),
            "/b" => RedirectAsync(http, "c?x=1#part"),
            _ => http.Response.WriteAsync(http.Request.Path + http.Request.QueryString),
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        await using var response = await client.GetAsync(server.At("/a"), Generous);

        Assert.AreEqual("/c?x=1", await TextAsync(response));
        Assert.AreEqual("/c", response.Url.AbsolutePath);
    }

    [TestMethod]
    public async Task A_circle_of_redirects_ends()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            Interlocked.Increment(ref requests);
            return RedirectAsync(http, "/");
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        var failure = await FailureOf(client.GetAsync(server.At("/"), Generous));

        Assert.AreEqual(OutboundFailure.BadRedirect, failure.Failure);
        Assert.AreEqual(6, requests);
    }

    [TestMethod]
    public async Task A_redirect_to_nowhere_is_a_failure()
    {
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            http.Response.StatusCode = StatusCodes.Status302Found;
            return Task.CompletedTask;
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        Assert.AreEqual(OutboundFailure.BadRedirect, (await FailureOf(client.GetAsync(server.At("/"), Generous))).Failure);
    }

    [TestMethod]
    public async Task A_post_does_not_follow_redirects()
    {
        await using var server = await LoopbackServer.StartAsync(http => RedirectAsync(http, "/elsewhere"));
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        await using var response = await client.PostAsync(server.At("/"), new StringContent("{}"), new Dictionary<string, string>(), Generous);

        Assert.AreEqual(HttpStatusCode.Found, response.StatusCode);
    }

    [TestMethod]
    public async Task Cookies_are_not_kept_and_nothing_of_ours_is_sent_along()
    {
        var seen = new List<string[]>();
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            seen.Add([.. http.Request.Headers.Keys]);
            http.Response.Cookies.Append("session", "1");
            return Task.CompletedTask;
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);
        using var activity = new System.Diagnostics.Activity("request").Start();

        await (await client.GetAsync(server.At("/"), Generous)).DisposeAsync();
        await (await client.GetAsync(server.At("/"), Generous)).DisposeAsync();

        CollectionAssert.AreEquivalent(new[] { "Host", "User-Agent", "Accept-Encoding" }, seen[1]);
    }

    [TestMethod]
    public async Task A_body_that_says_it_is_too_large_is_refused_unread()
    {
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            http.Response.ContentLength = 1_001;
            return http.Response.Body.WriteAsync(new byte[1_001]).AsTask();
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        var failure = await FailureOf(client.GetAsync(server.At("/"), new(TimeSpan.FromMinutes(5), 1_000)));

        Assert.AreEqual(OutboundFailure.TooLarge, failure.Failure);
    }

    [TestMethod]
    public async Task A_body_without_an_end_is_read_to_the_limit_only()
    {
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(new byte[4_096], http.RequestAborted);
            }
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);
        await using var response = await client.GetAsync(server.At("/"), new(TimeSpan.FromMinutes(5), 100_000));

        var failure = await Assert.ThrowsExactlyAsync<OutboundException>(() => TextAsync(response));

        Assert.AreEqual(OutboundFailure.TooLarge, failure.Failure);
    }

    [TestMethod]
    public async Task Headers_without_an_end_are_refused()
    {
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            for (var i = 0; i < 50; i++)
            {
                http.Response.Headers.Append($"X-{i}", new string('x', 1_000));
            }

            return Task.CompletedTask;
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        Assert.AreEqual(OutboundFailure.TooLarge, (await FailureOf(client.GetAsync(server.At("/"), Generous))).Failure);
    }

    [TestMethod]
    public async Task A_compressed_body_that_nobody_asked_for_is_refused()
    {
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.Body.WriteAsync(new byte[100]).AsTask();
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        Assert.AreEqual(OutboundFailure.Malformed, (await FailureOf(client.GetAsync(server.At("/"), Generous))).Failure);
    }

    [TestMethod]
    public async Task A_server_that_never_answers_is_given_up_when_its_time_is_over()
    {
        var asked = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        });
        var clock = new ManualTimeProvider();
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), [Loopback], clock);

        var pending = FailureOf(client.GetAsync(server.At("/"), Generous));
        await asked.Task;
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.AreEqual(OutboundFailure.TimedOut, (await pending).Failure);
    }

    [TestMethod]
    public async Task A_server_that_sends_a_little_at_a_time_gains_no_time()
    {
        var clock = new ManualTimeProvider();
        var goOn = new SemaphoreSlim(0);
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            while (true)
            {
                await http.Response.Body.WriteAsync(new byte[1], http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await goOn.WaitAsync(http.RequestAborted);
            }
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), [Loopback], clock);
        await using var response = await client.GetAsync(server.At("/"), new(TimeSpan.FromSeconds(10), 1_000));

        var buffer = new byte[1];
        for (var second = 0; second < 9; second++)
        {
            Assert.AreEqual(1, await response.Body.ReadAsync(buffer));
            clock.Advance(TimeSpan.FromSeconds(1));
            goOn.Release();
        }

        Assert.AreEqual(1, await response.Body.ReadAsync(buffer));
        clock.Advance(TimeSpan.FromSeconds(1));
        var failure = await Assert.ThrowsExactlyAsync<OutboundException>(() => response.Body.ReadAsync(buffer).AsTask());

        Assert.AreEqual(OutboundFailure.TimedOut, failure.Failure);
    }

    [TestMethod]
    public async Task A_caller_who_gives_up_sees_a_cancellation_and_no_failure()
    {
        using var patience = new CancellationTokenSource();
        await using var server = await LoopbackServer.StartAsync(async http =>
        {
            await patience.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        await Assert.ThrowsAsync<OperationCanceledException>(() => client.GetAsync(server.At("/"), Generous, patience.Token));
    }

    [TestMethod]
    public async Task A_dropped_connection_may_come_back()
    {
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        var failure = await FailureOf(client.GetAsync(server.At("/"), Generous));

        Assert.AreEqual(OutboundFailure.Unreachable, failure.Failure);
        Assert.IsTrue(failure.IsTransient);
    }

    [TestMethod]
    public async Task What_is_not_HTTP_is_a_failure()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var connection = await listener.AcceptTcpClientAsync();
            _ = await connection.GetStream().ReadAsync(new byte[4_096]);
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes("220 mail.example ESMTP\r\n"));
        });
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), Loopback);

        var failure = await FailureOf(client.GetAsync(new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), Generous));
        await serving;

        Assert.AreEqual(OutboundFailure.Malformed, failure.Failure);
    }

    [TestMethod]
    public async Task A_name_that_nobody_knows_may_be_known_later()
    {
        using var client = Client(ScriptedResolver.Always("none"), Loopback);

        var failure = await FailureOf(client.GetAsync(new("http://photos.example/"), Generous));

        Assert.AreEqual(OutboundFailure.Unresolved, failure.Failure);
        Assert.IsTrue(failure.IsTransient);
    }

    [TestMethod]
    public async Task When_the_first_address_does_not_take_the_connection_the_next_is_tried()
    {
        await using var server = await LoopbackServer.StartAsync(http => http.Response.WriteAsync("second"));
        using var client = Client(ScriptedResolver.Always("127.0.0.3", "127.0.0.1"), "127.0.0.0/8");

        await using var response = await client.GetAsync(server.At("/", "photos.example"), Generous);

        Assert.AreEqual("second", await TextAsync(response));
    }

    [TestMethod]
    public async Task A_host_that_keeps_failing_is_left_alone_until_its_break_is_over_and_other_hosts_are_not()
    {
        var (up, requests) = (false, 0);
        await using var server = await LoopbackServer.StartAsync(http =>
        {
            Interlocked.Increment(ref requests);
            http.Response.StatusCode = up ? 200 : 503;
            http.Response.Headers.RetryAfter = "86400";
            return Task.CompletedTask;
        });
        var clock = new ManualTimeProvider();
        using var client = Client(ScriptedResolver.Always("127.0.0.1"), [Loopback], clock);
        for (var request = 0; request < 4; request++)
        {
            await (await client.GetAsync(server.At("/", "failing.example"), Generous)).DisposeAsync();
        }

        var paused = await FailureOf(client.GetAsync(server.At("/", "Failing.example."), Generous));
        await (await client.GetAsync(server.At("/", "other.example"), Generous)).DisposeAsync();
        var during = requests;
        up = true;
        clock.Advance(paused.RetryAt!.Value - clock.GetUtcNow());
        await using var response = await client.GetAsync(server.At("/", "failing.example"), Generous);

        Assert.AreEqual(OutboundFailure.Paused, paused.Failure);
        Assert.IsTrue(paused.IsTransient);
        Assert.AreEqual(5, during);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.IsLessThan(TimeSpan.FromHours(1), clock.GetUtcNow() - new ManualTimeProvider().GetUtcNow());
    }

    private static Task RedirectAsync(HttpContext http, string location)
    {
        http.Response.StatusCode = StatusCodes.Status302Found;
        http.Response.Headers.Location = location;
        return Task.CompletedTask;
    }

    private static async Task<OutboundException> FailureOf(Task<OutboundResponse> request)
        => await Assert.ThrowsExactlyAsync<OutboundException>(() => request);

    private static async Task<string> TextAsync(OutboundResponse response) => await new StreamReader(response.Body).ReadToEndAsync();

    private static OutboundClient Client(IHostResolver resolver, params string[] allowed) => Client(resolver, allowed, TimeProvider.System);

    private static OutboundClient Client(IHostResolver resolver, string[] allowed, TimeProvider time)
    {
        var options = Options.Create(new OutboundOptions { AllowedNetworks = allowed });
        var policy = new NetworkPolicy(options);
        return new(new OutboundUrls(options, policy), policy, resolver, Circuits(time), options, time);
    }

    private static CircuitRegistry Circuits(TimeProvider time) => new(
        new MemoryBlobStore(), Options.Create(new CircuitOptions { MinimumThroughput = 4 }), time, Meters, NullLogger<CircuitRegistry>.Instance);
}
