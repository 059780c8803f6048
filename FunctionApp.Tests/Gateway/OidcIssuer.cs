using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FunctionApp.Tests.Gateway;

/// <summary>An OpenID Connect issuer on loopback: metadata, keys, and tokens signed with them.</summary>
internal sealed class OidcIssuer : IAsyncDisposable
{
    public const string Audience = "api://functionapp";

    private readonly WebApplication _app;
    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };

    private OidcIssuer(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    /// <summary>What a host needs to accept the tokens.</summary>
    public KeyValuePair<string, string?>[] Settings => [new("Gateway:Entra:Authority", Address), new("Gateway:Entra:Audience", Audience)];

    public RsaSecurityKey Key { get; private set; } = NewKey("first");

    public bool IsAway { get; set; }

    public static async Task<OidcIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var issuer = new OidcIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => issuer.Answer(() => new { issuer = issuer.Address, jwks_uri = $"{issuer.Address}/keys" }));
        app.MapGet("/keys", () => issuer.Answer(() => new { keys = new[] { issuer.PublicKey() } }));
        await app.StartAsync();
        return issuer;
    }

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    /// <summary>Signs from now on with another key.</summary>
    public void Rotate() => Key = NewKey("second");

    /// <summary>A token; what a test leaves out is as it should be.</summary>
    public string Token(
        string[]? roles = null,
        string? issuer = null,
        string audience = Audience,
        int? notBeforeMinutes = -5,
        int? expiresInMinutes = 60,
        SigningCredentials? signed = null,
        string? subject = "somebody")
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["roles"] = roles ?? ["Reader"] };
        if (subject is not null)
        {
            claims["sub"] = subject;
        }

        return _tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            NotBefore = notBeforeMinutes is { } start ? now.AddMinutes(start) : null,
            Expires = expiresInMinutes is { } end ? now.AddMinutes(end) : null,
            Claims = claims,
            SigningCredentials = signed ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>A good token's head replaced by one that says it is not signed.</summary>
    public string UnsignedToken()
    {
        var body = Token(["Operator"]).Split('.')[1];
        return $"{Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{body}.";
    }

    /// <summary>A token signed with a secret which everybody knows: the issuer's public key.</summary>
    public string TokenSignedWithThePublicKey()
    {
        var secret = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(Key.Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = Key.KeyId };
        return Token(["Operator"], signed: new SigningCredentials(secret, SecurityAlgorithms.HmacSha256));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Answer<T>(Func<T> document) => IsAway ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Text(JsonSerializer.Serialize(document()), "application/json");

    private object PublicKey()
    {
        var parameters = Key.Rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = Key.KeyId,
            n = Base64UrlEncoder.Encode(parameters.Modulus),
            e = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }
}
