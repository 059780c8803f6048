using FunctionApp.Core.Gateway;
using Microsoft.Extensions.Options;

namespace FunctionApp.Hosting;

/// <summary>Keeps an app that would let everybody in from starting anywhere but under Core Tools, which say that this is development.</summary>
internal sealed class AnonymousOnlyInDevelopment(IHostEnvironment environment) : IValidateOptions<GatewayOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
        => options.AllowAnonymous && !environment.IsDevelopment()
            ? ValidateOptionsResult.Fail("Gateway:AllowAnonymous is for development: in Azure, configure Gateway:ApiKeys or Gateway:Entra.")
            : ValidateOptionsResult.Success;
}
