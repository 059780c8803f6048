namespace FunctionApp.Hosting;

/// <summary>How the app learns of new blobs.</summary>
public enum BlobTriggerMode
{
    /// <summary>Storage tells by Event Grid: within seconds, and the only way on Flex Consumption.</summary>
    EventGrid,

    /// <summary>The host looks into the container again and again: for Azurite, which has no Event Grid.</summary>
    LogsAndContainerScan,
}
