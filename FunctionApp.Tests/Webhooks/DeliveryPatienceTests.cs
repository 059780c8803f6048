using FsCheck;
using FsCheck.Fluent;
using FunctionApp.Core.Webhooks;
using FunctionApp.Core.Webhooks.Deliveries;

namespace FunctionApp.Tests.Webhooks;

[TestClass]
public sealed class DeliveryPatienceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WebhookOptions Options = new();

    [TestMethod]
    public void Every_wait_is_half_to_all_of_what_doubling_makes_it_and_an_hour_at_most()
        => Prop.ForAll(Gen.Choose(1, 60).ToArbitrary(), ArbMap.Default.ArbFor<Guid>(), (attempt, id) =>
        {
            var wait = DeliveryPatience.Next(Delivery(id), attempt, Start, retryAfter: null, Options)!.Value - Start;
            var whole = Math.Min(5 * Math.Pow(2, attempt - 1), 3_600);
            return wait.TotalSeconds >= (whole / 2) - 0.001 && wait.TotalSeconds <= whole + 0.001;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Deliveries_that_failed_together_do_not_come_again_together()
    {
        var waits = Enumerable.Range(0, 100)
            .Select(_ => DeliveryPatience.Next(Delivery(Guid.CreateVersion7(Start)), attempt: 10, Start, retryAfter: null, Options))
            .ToHashSet();

        Assert.IsGreaterThan(90, waits.Count);
    }

    [TestMethod]
    public void A_receiver_that_asks_for_more_time_gets_it()
        => Assert.AreEqual(
            Start.AddHours(5), DeliveryPatience.Next(Delivery(Guid.Empty), attempt: 1, Start, TimeSpan.FromHours(5), Options));

    [TestMethod]
    public void A_receiver_that_asks_for_less_time_than_is_waited_anyway_changes_nothing()
        => Assert.AreEqual(
            DeliveryPatience.Next(Delivery(Guid.Empty), attempt: 8, Start, retryAfter: null, Options),
            DeliveryPatience.Next(Delivery(Guid.Empty), attempt: 8, Start, TimeSpan.FromSeconds(1), Options));

    [TestMethod]
    [DataRow(25.0, 0.0)]
    [DataRow(23.9, 0.0)]
    [DataRow(1.0, 24.0)]
    public void After_a_day_there_is_no_further_attempt(double hoursSince, double retryAfterHours)
        => Assert.IsNull(DeliveryPatience.Next(
            Delivery(Guid.Empty), attempt: 40, Start.AddHours(hoursSince), TimeSpan.FromHours(retryAfterHours), Options));

    private static WebhookDelivery Delivery(Guid id) => new()
    {
        DeliveryId = $"{0:D19}-{id.ToString("N")[16..]}",
        Host = "receiver.example",
        EventType = "test",
        Status = DeliveryStatus.Pending,
        CreatedAt = Start,
        Since = Start,
    };
}
