namespace FunctionApp.Core.Telemetry;

/// <summary>The names under which metrics leave the process, by OpenTelemetry's conventions: dotted, lower case, units in the instrument.</summary>
/// <remarks>Dashboards and alerts ask for these names; change one here and there together.</remarks>
public static class InstrumentNames
{
    /// <summary>The meter that every instrument of ours belongs to, and the source of every span of ours.</summary>
    public const string Scope = "FunctionApp";

    /// <summary>Histogram, s. Run time of one activity. Attributes: activity.name, outcome (completed | failed).</summary>
    public const string ActivityDuration = "functionapp.activity.duration";

    /// <summary>Histogram, s. From start to end of an orchestration, sleep included. Attributes: orchestration.name, outcome (completed | failed).</summary>
    public const string OrchestrationDuration = "functionapp.orchestration.duration";

    /// <summary>Counter, {retry}. Attempts after the first of a call to another service. Attribute: peer.service (vision | webhook).</summary>
    public const string Retries = "functionapp.retries";

    /// <summary>Gauge, {state}. 0 closed, 1 half-open, 2 open, 3 isolated. Attribute: circuit.name.</summary>
    public const string CircuitState = "functionapp.circuit.state";

    /// <summary>Counter, {transition}. Attributes: circuit.name, circuit.state (closed | half_open | open | isolated).</summary>
    public const string CircuitTransitions = "functionapp.circuit.transitions";

    /// <summary>Counter, {request}. Attributes: cache.name (manifest | labels | query | transform ...), cache.result (hit | miss | stale | bypass).</summary>
    public const string CacheRequests = "functionapp.cache.requests";

    /// <summary>Counter, {request}. Requests that the gateway turned away. Attributes: reason (unauthenticated | forbidden | rate | concurrency | size), rate_class.</summary>
    public const string GatewayRejections = "functionapp.gateway.rejections";

    /// <summary>Counter, {event}. Attributes: outcome (accepted | rejected | duplicate | late).</summary>
    public const string EventsIngested = "functionapp.events.ingested";

    /// <summary>Histogram, s. From an event batch's acknowledgement to its being visible in windows.</summary>
    public const string EventsFreshness = "functionapp.events.freshness";

    /// <summary>Counter, {request}. Pictures sent to the vision service, retries included: what it charges for.</summary>
    public const string VisionRequests = "functionapp.vision.requests";

    /// <summary>Gauge, {item}. What waits or runs in this process's engine; only the embedded host tells. Attribute: backlog.kind (waiting_activity | running_activity | waiting_turn).</summary>
    public const string Backlog = "functionapp.orchestration.backlog";

    /// <summary>Gauge, s. Age of the oldest unfinished orchestrations, by name; not of those that are meant to last. Never sampled. Attribute: orchestration.name.</summary>
    public const string OldestOrchestration = "functionapp.orchestration.oldest";

    /// <summary>Counter, {attempt}. Attributes: outcome (delivered | failed | given_up).</summary>
    public const string WebhookDeliveries = "functionapp.webhook.deliveries";
}
