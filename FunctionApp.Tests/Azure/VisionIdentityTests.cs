using Azure.Core;
using Azure.Identity;
using FunctionApp.Adapters;
using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Azure;

[TestClass]
public sealed class VisionIdentityTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedCredential _credential;
    private readonly VisionIdentity _identity;

    public VisionIdentityTests()
    {
        _credential = new ScriptedCredential(number => new AccessToken($"token-{number}", _clock.GetUtcNow().AddHours(1)));
        _identity = new VisionIdentity(_credential, _clock);
    }

    [TestMethod]
    public async Task Requests_share_a_token_until_it_is_about_to_expire()
    {
        var first = await AuthorizedAsync();
        _clock.Advance(TimeSpan.FromMinutes(54));
        var second = await AuthorizedAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        var third = await AuthorizedAsync();

        CollectionAssert.AreEqual(new[] { "Bearer token-1", "Bearer token-1", "Bearer token-2" }, new[] { first, second, third });
        CollectionAssert.AreEqual(new[] { "https://cognitiveservices.azure.com/.default" }, _credential.LastScopes);
    }

    [TestMethod]
    public async Task An_identity_that_gets_no_token_is_a_service_that_cannot_be_reached()
    {
        var identity = new VisionIdentity(new ScriptedCredential(_ => throw new AuthenticationFailedException("no")), _clock);
        using var request = new HttpRequestMessage();

        await Assert.ThrowsExactlyAsync<HttpRequestException>(async () => await identity.AuthorizeAsync(request, CancellationToken.None));
    }

    private async Task<string> AuthorizedAsync()
    {
        using var request = new HttpRequestMessage();
        await _identity.AuthorizeAsync(request, CancellationToken.None);
        return request.Headers.Authorization!.ToString();
    }

    private sealed class ScriptedCredential(Func<int, AccessToken> issue) : TokenCredential
    {
        private int _issued;

        public string[] LastScopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            LastScopes = requestContext.Scopes;
            return issue(++_issued);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
            => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
