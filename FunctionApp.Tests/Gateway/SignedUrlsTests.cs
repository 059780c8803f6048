using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Api;
using FunctionApp.Core.Gateway;
using FunctionApp.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FunctionApp.Tests.Gateway;

[TestClass]
public sealed class SignedUrlsTests
{
    private const string Key = "the-first-key-the-first-key-the-first-key";
    private const string NextKey = "the-next-key-the-next-key-the-next-key-the";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ManualTimeProvider _clock = new();

    [TestMethod]
    public void A_signed_URL_is_valid()
        => Assert.IsTrue(With(Key).IsValid(Get(Sign(With(Key)))));

    [TestMethod]
    [DataRow("/api/images/b/transform?", "/api/images/a/transform?", DisplayName = "another path")]
    [DataRow("w=300", "w=301", DisplayName = "another value")]
    [DataRow("w=300", "W=300", DisplayName = "another name")]
    [DataRow("fit=cover&", "", DisplayName = "a parameter left out")]
    [DataRow("fit=cover&", "fit=cover&q=90&", DisplayName = "a parameter added")]
    [DataRow("fit=cover&", "fit=cover&fit=cover&", DisplayName = "a parameter doubled")]
    [DataRow("exp=", "exp=9", DisplayName = "a later expiry")]
    [DataRow("exp=", "exp=%2B", DisplayName = "an expiry with a sign")]
    [DataRow("exp=", "EXP=", DisplayName = "no expiry")]
    [DataRow("&sig=", "&sig=A", DisplayName = "a longer signature")]
    [DataRow("&sig=", "&sig=&sig=", DisplayName = "two signatures")]
    [DataRow("&sig=", "&sig=%00", DisplayName = "no base64url")]
    [DataRow("&sig=", "&SIG=", DisplayName = "no signature")]
    public void A_URL_that_was_changed_is_not_valid(string part, string changed)
    {
        var url = Sign(With(Key));

        Assert.Contains(part, url);
        Assert.IsFalse(With(Key).IsValid(Get(url.Replace(part, changed, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Every_single_character_of_the_signature_counts()
    {
        var url = Sign(With(Key));
        var start = url.IndexOf("sig=", StringComparison.Ordinal) + "sig=".Length;

        // The last character holds two spare bits, which decoders may ignore.
        for (var i = start; i < url.Length - 1; i++)
        {
            var other = url[i] == 'A' ? 'B' : 'A';
            Assert.IsFalse(With(Key).IsValid(Get($"{url[..i]}{other}{url[(i + 1)..]}")), $"character {i - start}");
        }
    }

    [TestMethod]
    public void The_order_of_parameters_does_not_count()
    {
        var parts = Sign(With(Key)).Split('?', '&');

        Assert.IsTrue(With(Key).IsValid(Get($"{parts[0]}?{string.Join('&', parts[1..].Reverse())}")));
    }

    [TestMethod]
    public void A_URL_works_up_to_its_expiry_and_the_clock_skew_beyond()
    {
        var urls = With(Key);
        var url = Sign(urls);

        _clock.Advance(Hour + TimeSpan.FromSeconds(5));
        Assert.IsTrue(urls.IsValid(Get(url)));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsFalse(urls.IsValid(Get(url)));
    }

    [TestMethod]
    [DataRow("GET", true)]
    [DataRow("HEAD", true)]
    [DataRow("POST", false)]
    [DataRow("DELETE", false)]
    public void A_signature_is_for_reading_only(string method, bool isValid)
        => Assert.AreEqual(isValid, With(Key).IsValid(Get(Sign(With(Key)), method)));

    [TestMethod]
    public void A_key_can_be_changed_without_breaking_URLs_that_are_out()
    {
        var url = Sign(With(Key));

        Assert.IsTrue(With(NextKey, Key).IsValid(Get(url)), "while the old key is kept");
        Assert.IsFalse(With(NextKey).IsValid(Get(url)), "and not when it is gone");
        Assert.IsTrue(With(NextKey).IsValid(Get(Sign(With(NextKey, Key)))), "the first key signs");
    }

    [TestMethod]
    public void Without_a_key_nothing_is_signed_and_nothing_valid()
    {
        var urls = With();

        Assert.IsFalse(urls.CanSign);
        Assert.IsFalse(urls.IsValid(Get(Sign(With(Key)))));
        Assert.ThrowsExactly<InvalidOperationException>(() => Sign(urls));
    }

    [TestMethod]
    public void The_signature_is_that_of_the_documented_text()
    {
        var url = Sign(With(Key));
        var exp = (_clock.GetUtcNow() + Hour).ToUnixTimeSeconds();
        var mac = System.Security.Cryptography.HMACSHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(Key),
            System.Text.Encoding.UTF8.GetBytes($"GET\n/api/images/b/transform\nexp={exp}&fit=cover&w=300"));

        Assert.AreEqual($"/api/images/b/transform?exp={exp}&fit=cover&w=300&sig={System.Buffers.Text.Base64Url.EncodeToString(mac)}", url);
    }

    [TestMethod]
    public void Whatever_is_signed_is_valid_after_a_browser_has_had_it()
        => Prop.ForAll<NonNull<string>, NonNull<string>>((name, value) =>
        {
            // Lone surrogates do not survive percent-encoding.
            var isText = !$"{name.Get}{value.Get}".Any(char.IsSurrogate)
                && name.Get.Length > 0
                && !name.Get.Equals("exp", StringComparison.OrdinalIgnoreCase)
                && !name.Get.Equals("sig", StringComparison.OrdinalIgnoreCase);
            var url = With(Key).Sign("/a path/ü", [new(name.Get, value.Get)], _clock.GetUtcNow() + Hour);
            return !isText || With(Key).IsValid(Get(new Uri(new Uri("http://host"), url).PathAndQuery));
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("Gateway:UrlSigningKeys:0", "too short")]
    [DataRow("Gateway:DefaultUrlLifetime", "8.00:00:00")]
    [DataRow("Gateway:UrlClockSkew", "-00:00:01")]
    public void Settings_out_of_range_are_refused(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        using var provider = new ServiceCollection().AddSignedUrls(configuration).BuildServiceProvider();

        var error = Assert.ThrowsExactly<OptionsValidationException>(provider.GetRequiredService<SignedUrls>);
        Assert.DoesNotContain("too short", error.Message, "a key is a secret, even one that is no good");
    }

    [TestMethod]
    public void Only_operations_that_read_can_be_signed_for()
        => Assert.IsTrue(ApiOperations.All.Where(operation => operation.AllowsSignature).All(operation
            => operation is { Method: "GET", Access: AccessLevel.Reader }));

    private static HttpRequest Get(string url, string method = "GET")
    {
        var parts = url.Split('?', 2);
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Path = PathString.FromUriComponent(parts[0]);
        request.QueryString = new QueryString($"?{parts[1]}");
        return request;
    }

    private SignedUrls With(params string[] keys) => new(Options.Create(new SignedUrlOptions { UrlSigningKeys = keys }), _clock);

    private string Sign(SignedUrls urls) => urls.Sign("/api/images/b/transform", [new("w", "300"), new("fit", "cover")], _clock.GetUtcNow() + Hour);
}
