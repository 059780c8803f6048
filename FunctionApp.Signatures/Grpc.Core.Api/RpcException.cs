namespace Grpc.Core;

public class RpcException(Status status) : Exception(status.Detail)
{
    public Status Status { get; } = status;
    public StatusCode StatusCode => Status.StatusCode;
}
