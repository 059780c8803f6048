using FunctionApp.Core.Orchestration;

namespace FunctionApp.Tests.Contracts;

/// <summary>Does what the test says.</summary>
public sealed class Perform(OrchestrationScript script) : IActivity<string, string>
{
    public static readonly ActivityName<string, string> Name = new(nameof(Perform));

    public Task<string> RunAsync(string input, CancellationToken cancellationToken) => script.OnPerform(input, cancellationToken);
}
