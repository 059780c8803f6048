namespace FunctionApp.Core.Gateway;

/// <summary>What the gateway has to know of the host it is in.</summary>
/// <param name="TrustsLoopback">
/// Whether a connection from this machine is from somebody at this machine. Behind the functions host every connection is.
/// </param>
/// <param name="ProxyHops">Reverse proxies in front that append to X-Forwarded-For, unless <see cref="GatewayOptions.ProxyHops"/> says otherwise.</param>
public sealed record GatewayHost(bool TrustsLoopback, int ProxyHops);
