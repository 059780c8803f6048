using System.Collections.Concurrent;

namespace FunctionApp.Tests.Support;

/// <summary>Ends what several tests share. There can be one such method in an assembly.</summary>
[TestClass]
public static class TestRunEnd
{
    private static readonly ConcurrentQueue<Func<Task>> Ends = [];

    /// <summary>Has something done after the last test.</summary>
    internal static void Register(Func<Task> end) => Ends.Enqueue(end);

    [AssemblyCleanup]
    public static Task ReachAsync() => Task.WhenAll(Ends.Select(end => end()));
}
