namespace FunctionApp.Benchmarks.Resilience;

/// <summary>A service that fails until it is told to work.</summary>
internal sealed class FlakyService
{
    private int _failures;
    private int _successes;

    public bool Works { get; set; }

    public int Failures => Volatile.Read(ref _failures);

    public int Successes => Volatile.Read(ref _successes);

    public Task<string> AnswerAsync()
    {
        if (!Works)
        {
            Interlocked.Increment(ref _failures);
            throw new HttpRequestException("The service is down.");
        }

        Interlocked.Increment(ref _successes);
        return Task.FromResult("answer");
    }
}
