namespace FunctionApp.Core.Gateway.Authentication;

/// <summary>What became of asking a caller who they are: a caller, or why there is none.</summary>
/// <param name="Caller">Who calls; null when that is not known.</param>
/// <param name="Failure">What the caller is told.</param>
/// <param name="IsOurFault">Whether the credential could not be judged, for no fault of the caller's.</param>
internal readonly record struct AuthenticationResult(Caller? Caller, string Failure = "", bool IsOurFault = false)
{
    public static AuthenticationResult Failed(string failure) => new(Caller: null, failure);

    public static AuthenticationResult Unavailable(string failure) => new(Caller: null, failure, IsOurFault: true);
}
