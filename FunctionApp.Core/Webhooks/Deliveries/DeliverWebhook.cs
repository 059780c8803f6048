using FunctionApp.Core.Orchestration;

namespace FunctionApp.Core.Webhooks.Deliveries;

/// <summary>Delivers one event to one receiver: at once, and again with growing waits until it is taken or given up.</summary>
/// <remarks>At least once: the same <c>webhook-id</c> comes with every attempt. Between attempts it sleeps on a durable timer.</remarks>
public sealed class DeliverWebhook : IOrchestrator<DeliveryJob, DeliveryStatus>
{
    /// <summary>The registered name.</summary>
    public static readonly OrchestratorName<DeliveryJob, DeliveryStatus> Name = new(nameof(DeliverWebhook));

    /// <summary>The event that ends the wait before the next attempt.</summary>
    public const string Redeliver = "redeliver";

    /// <summary>For a delivery log that cannot be written for hours.</summary>
    private static readonly RetryPolicy Patient = new(30, TimeSpan.FromSeconds(1))
    {
        BackoffCoefficient = 2,
        MaxRetryInterval = TimeSpan.FromHours(1),
    };

    /// <inheritdoc/>
    public async Task<DeliveryStatus> RunAsync(IOrchestrationContext context, DeliveryJob input)
    {
        for (var attempt = 1; ; attempt++)
        {
            var progress = await context.CallActivityAsync(AttemptDelivery.Name, new(input.DeliveryId, attempt), Patient);
            if (progress.NextAttemptAt is not { } next)
            {
                return progress.Status;
            }

            await SleepAsync(context, next - context.UtcNow());
        }
    }

    private static async Task SleepAsync(IOrchestrationContext context, TimeSpan wait)
    {
        try
        {
            await context.WaitForExternalEvent<bool>(Redeliver, wait);
        }
        catch (TaskCanceledException)
        {
            // Nobody was in a hurry.
        }
    }
}
