using FunctionApp.Core.Orchestration;

namespace FunctionApp.Tests.Contracts;

/// <summary>Another activity, for tests that need two.</summary>
public sealed class Assist : IActivity<string, string>
{
    public static readonly ActivityName<string, string> Name = new(nameof(Assist));

    public Task<string> RunAsync(string input, CancellationToken cancellationToken) => Task.FromResult($"assisted {input}");
}
