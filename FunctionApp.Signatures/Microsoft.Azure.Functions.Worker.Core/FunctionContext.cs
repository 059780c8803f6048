namespace Microsoft.Azure.Functions.Worker;

public abstract class FunctionContext
{
    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract BindingContext BindingContext { get; }
}
