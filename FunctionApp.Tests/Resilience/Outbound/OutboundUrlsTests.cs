using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Resilience.Outbound;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Resilience.Outbound;

[TestClass]
public sealed class OutboundUrlsTests
{
    [TestMethod]
    [DataRow("https://example.com")]
    [DataRow("http://example.com/a/b.jpg?size=large&x=%40")]
    [DataRow("https://example.com:443/")]
    [DataRow("https://EXAMPLE.com./photo.jpg")]
    [DataRow("https://8.8.8.8/photo.jpg")]
    [DataRow("https://[2606:4700:4700::1111]/")]
    [DataRow("https://größe.example/")]
    [DataRow("https://example.com/@user/photo.jpg")]
    public void A_public_web_address_is_accepted(string text) => Assert.IsNull(ErrorOf(text));

    [TestMethod]
    [DataRow(null, "empty")]
    [DataRow("", "empty")]
    [DataRow("photo.jpg", "no absolute URL")]
    [DataRow("//example.com/photo.jpg", "http or https")]
    [DataRow("/etc/passwd", "http or https")]
    [DataRow("file:///etc/passwd", "http or https")]
    [DataRow("ftp://example.com/", "http or https")]
    [DataRow("gopher://example.com/", "http or https")]
    [DataRow("data:image/png;base64,AAAA", "http or https")]
    [DataRow("javascript:alert(1)", "http or https")]
    [DataRow("http:example.com", "no absolute URL")]
    [DataRow("http:///path", "no absolute URL")]
    [DataRow("http://", "no absolute URL")]
    [DataRow("https://user@example.com/", "no user name")]
    [DataRow("https://user:secret@example.com/", "no user name")]
    [DataRow("https://@example.com/", "no user name")]
    [DataRow("https://example.com:secret@127.0.0.1/", "no user name")]
    [DataRow("https://example.com/#part", "no fragment")]
    [DataRow("https://example.com#@127.0.0.1/", "no fragment")]
    [DataRow("https://example.com\\@127.0.0.1/", "backslashes")]
    [DataRow(" https://example.com/", "white space")]
    [DataRow("https://example.com/a b", "white space")]
    [DataRow("https://example.com/\r\nHost: inside", "white space")]
    [DataRow("https://example.com/\0", "white space")]
    [DataRow("https://example.com\u0085/", "white space")]
    [DataRow("https://a..b/", "no absolute URL")]
    [DataRow("https://example.com:99999/", "no absolute URL")]
    [DataRow("https://example.com:0/", "Port 0")]
    [DataRow("https://example.com:22/", "Port 22")]
    [DataRow("https://example.com:8080/", "Port 8080")]
    [DataRow("https://8.8.8.8:8080/", "port 8080")]
    public void What_is_no_web_address_or_could_be_read_in_two_ways_is_refused_with_a_reason(string? text, string reason)
        => Assert.Contains(reason, ErrorOf(text)!);

    [TestMethod]
    [DataRow("http://127.0.0.1/")]
    [DataRow("http://127.1/")]
    [DataRow("http://127.0.1/")]
    [DataRow("http://0177.0.0.1/")]
    [DataRow("http://0x7f.0.0.1/")]
    [DataRow("http://0x7f000001/")]
    [DataRow("http://0X7F.1/")]
    [DataRow("http://2130706433/")]
    [DataRow("http://017700000001/")]
    [DataRow("http://127。0。0。1/")]
    [DataRow("http://0/")]
    [DataRow("http://169.254.169.254/latest/meta-data/")]
    [DataRow("http://0xA9FEA9FE/")]
    [DataRow("http://2852039166/")]
    [DataRow("http://168.63.129.16/machine")]
    [DataRow("http://[::1]/")]
    [DataRow("http://[0:0:0:0:0:0:0:1]/")]
    [DataRow("http://[::ffff:127.0.0.1]/")]
    [DataRow("http://[::ffff:7f00:1]/")]
    [DataRow("http://[fe80::1%25eth0]/")]
    [DataRow("http://[fd00:ec2::254]/")]
    public void However_it_is_spelled_an_address_inside_is_refused(string text) => Assert.Contains("must not be called", ErrorOf(text)!);

    [TestMethod]
    public void A_long_URL_is_refused()
    {
        Assert.IsNull(ErrorOf($"https://example.com/{new string('a', 2_048 - 20)}"));
        Assert.Contains("at most 2048", ErrorOf($"https://example.com/{new string('a', 2_049 - 20)}")!);
    }

    [TestMethod]
    public void A_host_that_DNS_cannot_hold_is_refused()
        => Assert.Contains("not valid", ErrorOf($"https://{string.Join('.', Enumerable.Repeat(new string('a', 60), 5))}/")!);

    [TestMethod]
    public void With_a_network_allowed_any_port_may_turn_out_to_be_of_it()
        => Assert.IsNull(ErrorOf("http://receiver.internal:8080/", "10.0.0.0/8"));

    [TestMethod]
    public void Whatever_the_text_there_is_an_answer_and_what_is_accepted_is_http_without_user_or_fragment()
        => Prop.ForAll(UrlLikeText.ToArbitrary(), text =>
        {
            var options = Options.Create(new OutboundOptions());
            return !new OutboundUrls(options, new NetworkPolicy(options)).TryParse(text, out var url, out _)
                || (url.Scheme is "http" or "https" && url.UserInfo is "" && url.Fragment is "" && url.Port is 80 or 443);
        }).QuickCheckThrowOnFailure();

    private static Gen<string> UrlLikeText => Gen.Elements(
            "http", "https", "file", ":", "//", "/", "\\", "@", "#", "?", "[", "]", ":80", ":22", "%", "%00", "127.1", "0x7f", "::1", "fe80::1%25", "xn--",
            "example", ".com", "。", "\u0130", "\ud800", "\r\n", "\t", " ", "user:pw", "…")
        .ListOf()
        .Select(parts => string.Concat(parts));

    private static string? ErrorOf(string? text, params string[] allowed)
    {
        var options = Options.Create(new OutboundOptions { AllowedNetworks = allowed });
        return new OutboundUrls(options, new NetworkPolicy(options)).TryParse(text, out _, out var error) ? null : error;
    }
}
