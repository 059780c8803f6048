namespace FunctionApp.Core.Api;

/// <summary>An event as browsers read it (WHATWG HTML, 9.2).</summary>
/// <param name="Id">Its number: a browser that lost the connection says which it had last.</param>
/// <param name="Type">What kind of event it is.</param>
/// <param name="Data">JSON on one line.</param>
internal sealed record ServerSentEvent(long Id, string Type, byte[] Data);
