using FunctionApp.Core.Webhooks;

namespace FunctionApp.Tests.Webhooks;

[TestClass]
public sealed class WebhookSignatureTests
{
    /// <summary>The example that the libraries of Standard Webhooks are tested with.</summary>
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    [TestMethod]
    public void The_published_example_is_signed_as_published()
    {
        var headers = WebhookSignature.Headers(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", Moment, """{"test": 2432232314}"""u8.ToArray(), [WebhookSecret.Parse(Secret)!]);

        Assert.AreEqual("msg_p5jXN8AQM9LWM0D4loKWxJek", headers["webhook-id"]);
        Assert.AreEqual("1614265330", headers["webhook-timestamp"]);
        Assert.AreEqual("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", headers["webhook-signature"]);
    }

    [TestMethod]
    public void Each_secret_gives_a_signature_of_its_own()
    {
        var headers = WebhookSignature.Headers("id", Moment, "{}"u8.ToArray(), [new byte[32], [.. Enumerable.Repeat((byte)1, 32)]]);

        var signatures = headers["webhook-signature"].Split(' ');
        Assert.HasCount(2, signatures);
        Assert.AreNotEqual(signatures[0], signatures[1]);
        Assert.IsTrue(signatures.All(signature => signature.StartsWith("v1,", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(23, false)]
    [DataRow(24, true)]
    [DataRow(64, true)]
    [DataRow(65, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool valid)
        => Assert.AreEqual(valid, WebhookSecret.Parse($"whsec_{Convert.ToBase64String(new byte[bytes])}") is { } key && key.Length == bytes);

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("whsec_")]
    [DataRow("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [DataRow("whsec_not base64 at all, not at all")]
    [DataRow("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void What_is_no_secret_is_refused(string? text) => Assert.IsNull(WebhookSecret.Parse(text));
}
