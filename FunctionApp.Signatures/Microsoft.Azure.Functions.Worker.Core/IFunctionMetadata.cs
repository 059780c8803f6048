namespace Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

public interface IFunctionMetadata
{
    string? Name { get; }

    IList<string>? RawBindings { get; }
}
