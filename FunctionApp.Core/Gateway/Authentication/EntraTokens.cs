using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace FunctionApp.Core.Gateway.Authentication;

/// <summary>Judges access tokens (RFC 9068) of one issuer, whose keys it fetches and keeps up to date by OpenID Connect Discovery.</summary>
/// <remarks>
/// App roles decide what the bearer may do: Reader, Writer or Operator in the claim <c>roles</c>. Only asymmetric signatures count; a
/// token without one, or signed with the issuer's public key as if it were a secret, is no token.
/// </remarks>
internal sealed partial class EntraTokens : IDisposable
{
    private const int MaxTokenLength = 16 * 1024;
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromSeconds(10);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxTokenLength };
    private readonly HttpClient _http = new() { Timeout = MetadataTimeout };
    private readonly EntraOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<EntraTokens> _logger;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _issuer;
    private readonly TokenValidationParameters _rules;

    public EntraTokens(IOptions<GatewayOptions> options, TimeProvider time, ILogger<EntraTokens> logger)
    {
        _options = options.Value.Entra;
        _time = time;
        _logger = logger;
        if (_options.IsConfigured)
        {
            // Metadata over plain HTTP could be anybody's, unless it never leaves this machine.
            var documents = new HttpDocumentRetriever(_http) { RequireHttps = _options.Authority is not { IsLoopback: true } };
            _issuer = new(_options.MetadataAddress, new OpenIdConnectConfigurationRetriever(), documents);
        }

        _rules = new()
        {
            ConfigurationManager = _issuer,
            ValidAudience = _options.Audience,
            ValidAlgorithms =
            [
                SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
                SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
            ],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = (notBefore, expires, _, _) => IsInForce(notBefore, expires),
        };
    }

    public async ValueTask<AuthenticationResult> AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        if (_issuer is null || token.Length > MaxTokenLength || !_handler.CanReadToken(token))
        {
            return AuthenticationResult.Failed("The bearer token is not one that this API knows.");
        }

        try
        {
            // Fetched for all: one caller who goes away does not take it along.
            await _issuer.GetConfigurationAsync(CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            LogIssuerAway(exception);
            return AuthenticationResult.Unavailable("The token cannot be judged now: its issuer does not answer.");
        }

        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid)
        {
            return AuthenticationResult.Failed("The bearer token is not valid here, or no longer.");
        }

        var identity = result.ClaimsIdentity;
        var subject = identity.FindFirst("oid")?.Value ?? identity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value;
        return subject is null
            ? AuthenticationResult.Failed("The bearer token does not say whose it is.")
            : new(new Caller($"entra:{subject}", RoleOf(identity)));
    }

    public void Dispose() => _http.Dispose();

    private static AccessLevel RoleOf(ClaimsIdentity identity) => identity.FindAll("roles")
        .Select(role => role.Value switch
        {
            nameof(AccessLevel.Operator) => AccessLevel.Operator,
            nameof(AccessLevel.Writer) => AccessLevel.Writer,
            nameof(AccessLevel.Reader) => AccessLevel.Reader,
            _ => AccessLevel.Anonymous,
        })
        .DefaultIfEmpty(AccessLevel.Anonymous)
        .Max();

    private bool IsInForce(DateTime? notBefore, DateTime? expires)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires > now - _options.ClockSkew && (notBefore is null || notBefore <= now + _options.ClockSkew);
    }

    [LoggerMessage(LogLevel.Warning, "The keys of the token issuer cannot be fetched.")]
    private partial void LogIssuerAway(Exception exception);
}
