using FunctionApp.Core.Orchestration;
using FunctionApp.Core.Resilience.Circuits;

namespace FunctionApp.Benchmarks.Resilience;

/// <summary>Calls the service through its circuit.</summary>
internal sealed class CallService(FlakyService service, CircuitRegistry circuits, TimeProvider time) : IActivity<int, CallService.Answer>
{
    public const string Circuit = "service";

    public static readonly ActivityName<int, Answer> Name = new(nameof(CallService));

    public async Task<Answer> RunAsync(int input, CancellationToken cancellationToken)
    {
        try
        {
            var result = await circuits.Get(Circuit).CallAsync(_ => service.AnswerAsync(), static _ => CallVerdict.Success, cancellationToken);
            return new(result.Refusal);
        }
        catch (HttpRequestException exception)
        {
            return new(new Postponement(Circuit, time.GetUtcNow(), exception.Message));
        }
    }

    internal sealed record Answer(Postponement? Postponed) : ICircuitAnswer;
}
