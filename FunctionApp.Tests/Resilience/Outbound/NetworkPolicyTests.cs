using System.Buffers.Binary;
using System.Net;
using System.Numerics;
using FunctionApp.Core.Resilience.Outbound;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Resilience.Outbound;

[TestClass]
public sealed class NetworkPolicyTests
{
    private const int Https = 443;

    [TestMethod]
    [DataRow("0.0.0.0", "0.255.255.255", null, "1.0.0.0")]
    [DataRow("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0")]
    [DataRow("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0")]
    [DataRow("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0")]
    [DataRow("168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17")]
    [DataRow("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0")]
    [DataRow("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0")]
    [DataRow("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0")]
    [DataRow("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0")]
    [DataRow("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0")]
    [DataRow("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0")]
    [DataRow("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0")]
    [DataRow("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0")]
    [DataRow("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0")]
    [DataRow("224.0.0.0", "255.255.255.255", "223.255.255.255", null)]
    [DataRow("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null, "2000::")]
    [DataRow("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::")]
    [DataRow("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::")]
    [DataRow("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::")]
    [DataRow("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::")]
    [DataRow("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null)]
    public void A_range_is_refused_from_its_first_address_to_its_last_and_its_neighbours_are_not(
        string first, string last, string? before, string? after)
    {
        Assert.IsFalse(Allows(first), first);
        Assert.IsFalse(Allows(last), last);
        Assert.IsTrue(before is null || Allows(before), before);
        Assert.IsTrue(after is null || Allows(after), after);
    }

    [TestMethod]
    [DataRow("::1", DisplayName = "loopback")]
    [DataRow("::ffff:127.0.0.1", DisplayName = "mapped loopback")]
    [DataRow("::ffff:a9fe:a9fe", DisplayName = "mapped metadata")]
    [DataRow("::ffff:0:127.0.0.1", DisplayName = "translated (RFC 2765)")]
    [DataRow("::127.0.0.1", DisplayName = "compatible")]
    [DataRow("::8.8.8.8", DisplayName = "compatible, even of a public address")]
    [DataRow("2002:7f00:1::", DisplayName = "6to4")]
    [DataRow("2002:808:808::", DisplayName = "6to4, even of a public address")]
    [DataRow("64:ff9b::10.0.0.1", DisplayName = "NAT64")]
    [DataRow("64:ff9b::a9fe:a9fe", DisplayName = "NAT64 of metadata")]
    [DataRow("64:ff9b::a83f:8110", DisplayName = "NAT64 of the wire server")]
    [DataRow("64:ff9b:1::8.8.8.8", DisplayName = "NAT64 of local use")]
    [DataRow("64:ff9b:1:ffff:ffff:ffff:ffff:ffff", DisplayName = "NAT64 of local use, last")]
    [DataRow("2001:0:4136:e378:8000:63bf:3fff:fdd2", DisplayName = "Teredo")]
    [DataRow("2600::5efe:10.0.0.1", DisplayName = "ISATAP")]
    [DataRow("2600::200:5efe:808:808", DisplayName = "ISATAP of a universal address")]
    [DataRow("fc00::1", DisplayName = "unique local")]
    [DataRow("fd00:ec2::254", DisplayName = "metadata")]
    [DataRow("fe80::1", DisplayName = "link-local")]
    [DataRow("fec0::1", DisplayName = "site-local")]
    [DataRow("ff02::1", DisplayName = "multicast")]
    [DataRow("100::1", DisplayName = "discard")]
    [DataRow("5f00::1", DisplayName = "segment routing")]
    public void An_address_that_leads_inside_is_refused_in_every_disguise(string address) => Assert.IsFalse(Allows(address));

    [TestMethod]
    [DataRow("8.8.8.8")]
    [DataRow("20.50.2.1")]
    [DataRow("2a00:1450:4001:82a::200e")]
    [DataRow("2606:4700:4700::1111")]
    [DataRow("::ffff:8.8.8.8")]
    [DataRow("64:ff9b::8.8.8.8")]
    public void A_public_address_is_allowed(string address) => Assert.IsTrue(Allows(address));

    [TestMethod]
    [DataRow(80, true)]
    [DataRow(443, true)]
    [DataRow(22, false)]
    [DataRow(8080, false)]
    public void A_public_address_is_allowed_on_the_ports_of_the_web(int port, bool allowed)
        => Assert.AreEqual(allowed, Policy([]).Refusal(IPAddress.Parse("8.8.8.8"), port) is null);

    [TestMethod]
    public void A_network_that_is_named_is_allowed_on_any_port_and_its_neighbours_are_not()
    {
        var policy = Policy(["10.1.0.0/16", "fd12::/48"]);

        Assert.IsNull(policy.Refusal(IPAddress.Parse("10.1.255.255"), 8080));
        Assert.IsNull(policy.Refusal(IPAddress.Parse("::ffff:10.1.0.0"), 8080));
        Assert.IsNull(policy.Refusal(IPAddress.Parse("fd12::1"), 22));
        Assert.IsNotNull(policy.Refusal(IPAddress.Parse("10.2.0.0"), Https));
        Assert.IsNotNull(policy.Refusal(IPAddress.Parse("10.0.255.255"), Https));
    }

    [TestMethod]
    [DataRow("169.254.169.254")]
    [DataRow("168.63.129.16")]
    [DataRow("::ffff:169.254.169.254")]
    [DataRow("fe80::1")]
    [DataRow("fd00:ec2::254")]
    public void Where_clouds_keep_their_credentials_is_refused_even_when_everything_is_allowed(string address)
        => Assert.IsNotNull(Policy(["0.0.0.0/0", "::/0"]).Refusal(IPAddress.Parse(address), Https));

    [TestMethod]
    public void Every_IPv4_address_is_judged_alike_as_itself_and_as_mapped_and_as_NAT64()
        => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), bits =>
        {
            var address = Address(bits);
            var nat64 = IPAddress.Parse($"64:ff9b::{address}");
            return Policy([]).Refusal(address, Https) == Policy([]).Refusal(address.MapToIPv6(), Https)
                && Policy([]).Refusal(address, Https) == Policy([]).Refusal(nat64, Https);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void No_IPv6_address_outside_of_global_unicast_is_allowed_unless_it_stands_for_a_public_IPv4_address()
        => Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), ArbMap.Default.ArbFor<ulong>(), (high, low) =>
        {
            var bytes = new byte[16];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), low);
            var address = new IPAddress(bytes);
            return (bytes[0] & 0xE0) == 0x20 || address.IsIPv4MappedToIPv6 || bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x00, 0x64, 0xFF, 0x9B])
                || !Allows(address.ToString());
        }).QuickCheckThrowOnFailure();

    private static IPAddress Address(uint bits)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BitOperations.RotateLeft(bits * 0x9E37_79B9u, 7));
        return new IPAddress(bytes);
    }

    private static bool Allows(string address) => Policy([]).Refusal(IPAddress.Parse(address), Https) is null;

    private static NetworkPolicy Policy(IReadOnlyList<string> allowed) => new(Options.Create(new OutboundOptions { AllowedNetworks = allowed }));
}
