using Azure.Core;
using Azure.Identity;

namespace FunctionApp.Hosting;

/// <summary>Who this app is to Azure.</summary>
internal static class AzureCredentials
{
    /// <summary>The setting with the client id of the user-assigned identity, as the connections name it too.</summary>
    public const string ClientId = $"{Connections.Media}:clientId";

    /// <summary>The app's managed identity where one is configured, else whoever is signed in on this machine.</summary>
    /// <remarks>One for the whole app, so that tokens are fetched once and shared.</remarks>
    public static TokenCredential Create(IConfiguration configuration) => configuration[ClientId] is { Length: > 0 } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();
}
