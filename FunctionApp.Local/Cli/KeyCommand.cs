using System.Globalization;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Authentication;

namespace FunctionApp.Local.Cli;

/// <summary>Makes an API key. It is shown once; what is kept cannot be used to call.</summary>
internal static class KeyCommand
{
    /// <returns>0.</returns>
    public static async Task<int> RunAsync(TextWriter output, string client, AccessLevel role, DateTimeOffset? expiresAt)
    {
        var key = ApiKey.Create();
        await output.WriteLineAsync(
            $"""
            The key of {client}. It is not shown again; give it to its bearer only:

              {key.Value}

            What to keep of it, as environment variables (the next free number in place of 0; in appsettings.json ':' for '__'):

              Gateway__ApiKeys__0__Client={client}
              Gateway__ApiKeys__0__Prefix={key.Prefix}
              Gateway__ApiKeys__0__Hash={key.Hash}
              Gateway__ApiKeys__0__Role={role}
            """);
        if (expiresAt is { } moment)
        {
            await output.WriteLineAsync($"  Gateway__ApiKeys__0__ExpiresAt={moment.ToString("O", CultureInfo.InvariantCulture)}");
        }

        return 0;
    }
}
