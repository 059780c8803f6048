using FunctionApp.Core.Orchestration;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Gateway;

/// <summary>Every error the API answers with: problem details (RFC 9457), never a stack trace.</summary>
public static class Problems
{
    /// <summary>400: the request makes no sense, and why.</summary>
    public static IResult BadRequest(string detail) => Problem(StatusCodes.Status400BadRequest, "Bad request", detail);

    /// <summary>404: there is no such thing.</summary>
    public static IResult NotFound(string detail) => Problem(StatusCodes.Status404NotFound, "Not found", detail);

    /// <summary>409: not in the state it is in.</summary>
    public static IResult Conflict(string detail) => Problem(StatusCodes.Status409Conflict, "Conflict", detail);

    /// <summary>413: more bytes than the limit allows.</summary>
    public static IResult TooLarge(long limit)
        => Problem(StatusCodes.Status413PayloadTooLarge, "Too large", $"The limit is {limit:N0} bytes.");

    /// <summary>413: more than is accepted, and of what.</summary>
    public static IResult TooLarge(string detail) => Problem(StatusCodes.Status413PayloadTooLarge, "Too large", detail);

    /// <summary>415: neither the content type nor the bytes are those of what is taken here.</summary>
    public static IResult UnsupportedMediaType(string detail) => Problem(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", detail);

    /// <summary>503: all places are taken for now.</summary>
    public static IResult Busy(string detail) => Problem(StatusCodes.Status503ServiceUnavailable, "Busy", detail);

    /// <summary>An exception that reached the edge: what the caller may know of it.</summary>
    public static IResult For(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } bad
            => Problem(bad.StatusCode, "Too large", "The request is larger than the host accepts."),
        BadHttpRequestException bad => Problem(bad.StatusCode, "Bad request", bad.Message),
        NotSupportedException => Problem(StatusCodes.Status501NotImplemented, "Not supported", exception.Message),
        IOException => Problem(StatusCodes.Status503ServiceUnavailable, "Unavailable", "Storage did not take the data. Nothing was accepted; try again."),
        _ => Problem(StatusCodes.Status500InternalServerError, "Internal error", "Something went wrong on our side. The trace id finds it in the logs."),
    };

    /// <summary>The answer to a command: 202, or why it was not taken.</summary>
    public static IResult For(CommandResult result, string instanceId) => result switch
    {
        CommandResult.Accepted => Results.Accepted(),
        CommandResult.NotFound => NotFound($"There is no orchestration '{instanceId}'."),
        _ => Conflict($"The state of orchestration '{instanceId}' does not allow this."),
    };

    private static IResult Problem(int status, string title, string detail) => Results.Problem(detail, statusCode: status, title: title);
}
