#nullable disable

namespace DurableTask.Core.Exceptions;

public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }
}
