namespace FunctionApp.Hosting;

/// <summary>Names of the connections in the app's settings: a connection string, or <c>__blobServiceUri</c> and the like with an identity.</summary>
internal static class Connections
{
    /// <summary>The storage account with the images. The blob trigger needs its queues too (<c>__queueServiceUri</c>).</summary>
    public const string Media = "Media";
}
