using FunctionApp.Core.Images.Engines;

namespace FunctionApp.Tests.Images.Engines;

[TestClass]
public sealed class WeightedGateTests
{
    public TestContext TestContext { get; set; } = null!;

    private CancellationToken Cancellation => TestContext.CancellationToken;

    [TestMethod]
    public async Task An_image_waits_while_the_capacity_is_taken()
    {
        var gate = new WeightedGate(places: 10, capacity: 100);
        var first = await gate.EnterAsync(60, Cancellation);
        var second = gate.EnterAsync(50, Cancellation);
        Assert.IsFalse(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
        Assert.IsTrue(gate.IsIdle);
    }

    [TestMethod]
    public async Task An_image_waits_while_all_places_are_taken()
    {
        var gate = new WeightedGate(places: 1, capacity: 100);
        var first = await gate.EnterAsync(1, Cancellation);
        var second = gate.EnterAsync(1, Cancellation);
        Assert.IsFalse(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    [TestMethod]
    public async Task A_small_image_does_not_overtake_a_large_one()
    {
        var gate = new WeightedGate(places: 10, capacity: 100);
        var first = await gate.EnterAsync(60, Cancellation);
        var large = gate.EnterAsync(90, Cancellation);

        var small = gate.EnterAsync(10, Cancellation);

        Assert.IsFalse(small.IsCompleted);
        first.Dispose();
        (await large).Dispose();
        (await small).Dispose();
    }

    [TestMethod]
    public async Task An_image_larger_than_everything_runs_alone()
    {
        var gate = new WeightedGate(places: 10, capacity: 100);
        var giant = await gate.EnterAsync(500, Cancellation);
        var other = gate.EnterAsync(1, Cancellation);
        Assert.IsFalse(other.IsCompleted);

        giant.Dispose();

        (await other).Dispose();
    }

    [TestMethod]
    public async Task One_that_gives_up_waiting_lets_the_next_in()
    {
        var gate = new WeightedGate(places: 10, capacity: 100);
        using var first = await gate.EnterAsync(60, Cancellation);
        using var impatience = new CancellationTokenSource();
        var large = gate.EnterAsync(90, impatience.Token);
        var small = gate.EnterAsync(10, Cancellation);

        await impatience.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => large);
        (await small).Dispose();
    }

    [TestMethod]
    public async Task A_place_given_back_twice_counts_once()
    {
        var gate = new WeightedGate(places: 2, capacity: 100);
        var first = await gate.EnterAsync(60, Cancellation);
        using var second = await gate.EnterAsync(40, Cancellation);

        first.Dispose();
        first.Dispose();

        using var third = await gate.EnterAsync(60, Cancellation);
        Assert.IsFalse(gate.EnterAsync(1, Cancellation).IsCompleted);
    }
}
