using FunctionApp.Core.Webhooks;

namespace FunctionApp.Tests.Webhooks;

[TestClass]
public sealed class WebhookSubscriptionTests
{
    [TestMethod]
    [DataRow("", "functionapp.image.completed", true)]
    [DataRow("functionapp.image.completed", "functionapp.image.completed", true)]
    [DataRow("functionapp.image.completed", "functionapp.image.rejected", false)]
    [DataRow("functionapp.image.*", "functionapp.image.rejected", true)]
    [DataRow("functionapp.image.*", "functionapp.images.rejected", false)]
    [DataRow("functionapp.image.*", "functionapp.batch.completed", false)]
    [DataRow("functionapp.batch.*,functionapp.image.failed", "functionapp.image.failed", true)]
    [DataRow("*", "functionapp.batch.completed", true)]
    public void A_subscription_gets_the_types_it_names(string types, string type, bool wanted)
        => Assert.AreEqual(wanted, new WebhookSubscription { EventTypes = types.Split(',', StringSplitOptions.RemoveEmptyEntries) }.Wants(type));
}
