namespace Azure;

public class RequestFailedException : Exception
{
    public RequestFailedException(int status, string message)
        : this(status, message, null, null)
    {
    }

    public RequestFailedException(int status, string message, string? errorCode, Exception? innerException)
        : base(message, innerException)
    {
        Status = status;
        ErrorCode = errorCode;
    }

    public int Status { get; }
    public string? ErrorCode { get; }
}
