using System.Globalization;
using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;
using FunctionApp.Tests.Contracts;

namespace FunctionApp.Tests.Resilience.Circuits;

/// <summary>Asks a service behind a circuit; the script answers with a text, or with the moment until which the circuit is open.</summary>
public sealed class Ask(OrchestrationScript script) : IActivity<string, Ask.Answer>
{
    public static readonly ActivityName<string, Answer> Name = new(nameof(Ask));

    public async Task<Answer> RunAsync(string input, CancellationToken cancellationToken)
    {
        var said = await script.OnPerform(input, cancellationToken);
        return DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, out var until)
            ? new(Text: null, new Postponement("service", until, "The circuit is open."))
            : new(said, Postponed: null);
    }

    public sealed record Answer(string? Text, Postponement? Postponed) : ICircuitAnswer;
}
