using System.Net;
using FunctionApp.Core.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Gateway;

[TestClass]
public sealed class CallerAddressTests
{
    [TestMethod]
    [DataRow(0, "203.0.113.7", "", "ip:203.0.113.7", DisplayName = "the connection's address")]
    [DataRow(0, "203.0.113.7", "198.51.100.1", "ip:203.0.113.7", DisplayName = "a header that no proxy of ours wrote")]
    [DataRow(0, "::ffff:203.0.113.7", "", "ip:203.0.113.7", DisplayName = "IPv4 in IPv6")]
    [DataRow(0, "2001:db8:1:2:3:4:5:6", "", "ip:2001:db8:1:2::/64", DisplayName = "the network of an IPv6 address")]
    [DataRow(1, "127.0.0.1", "198.51.100.1", "ip:198.51.100.1", DisplayName = "what the proxy saw")]
    [DataRow(1, "127.0.0.1", "198.51.100.1:5123", "ip:198.51.100.1", DisplayName = "with a port, as App Service has it")]
    [DataRow(1, "127.0.0.1", "[2001:db8:1:2:3:4:5:6]:5123", "ip:2001:db8:1:2::/64", DisplayName = "IPv6 with a port")]
    [DataRow(1, "127.0.0.1", "10.9.9.9, 198.51.100.1", "ip:198.51.100.1", DisplayName = "what the caller wrote before it counts for nothing")]
    [DataRow(2, "127.0.0.1", "10.9.9.9, 198.51.100.1, 192.0.2.1", "ip:198.51.100.1", DisplayName = "two proxies")]
    [DataRow(2, "127.0.0.1", "198.51.100.1", "ip:198.51.100.1", DisplayName = "fewer entries than proxies")]
    [DataRow(1, "127.0.0.1", "", "ip:unknown", DisplayName = "no header where there should be one")]
    [DataRow(1, "127.0.0.1", "nonsense", "ip:unknown", DisplayName = "an entry that is no address")]
    public void An_anonymous_caller_is_known_by_the_address_that_a_trusted_proxy_saw(int hops, string connection, string forwardedFor, string expected)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(connection);
        http.Request.Headers["X-Forwarded-For"] = forwardedFor;

        var caller = new CallerAddress(Options.Create(new GatewayOptions()), new GatewayHost(TrustsLoopback: false, hops)).Anonymous(http);

        Assert.AreEqual(expected, caller.Client);
    }

    [TestMethod]
    [DataRow(true, "127.0.0.1", true)]
    [DataRow(true, "::1", true)]
    [DataRow(true, "::ffff:127.0.0.1", true)]
    [DataRow(true, "192.168.0.2", false)]
    [DataRow(false, "127.0.0.1", false)]
    public void Only_a_host_that_trusts_loopback_takes_a_loopback_connection_for_this_machine(bool trusts, string connection, bool expected)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(connection);

        var address = new CallerAddress(Options.Create(new GatewayOptions()), new GatewayHost(trusts, ProxyHops: 0));

        Assert.AreEqual(expected, address.IsThisMachine(http));
    }
}
