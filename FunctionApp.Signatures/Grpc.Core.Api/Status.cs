namespace Grpc.Core;

public struct Status(StatusCode statusCode, string detail)
{
    public StatusCode StatusCode { get; } = statusCode;
    public string Detail { get; } = detail;
}
