using System.Collections.Concurrent;
using FunctionApp.Core.Images.Vips.Native;

namespace FunctionApp.Core.Images.Vips;

/// <summary>Threads of the engine's own: decoding and encoding take whole seconds, which the thread pool is not for.</summary>
internal sealed class VipsThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread[] _threads;

    public VipsThreads(int count)
    {
        _threads = [.. Enumerable.Range(1, count).Select(number => new Thread(Run) { Name = $"libvips {number}", IsBackground = true })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Runs some work on one of the threads, in order of arrival.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(
            () =>
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    completion.SetCanceled(cancellationToken);
                    return;
                }

                try
                {
                    completion.SetResult(work());
                }
                catch (OperationCanceledException e)
                {
                    completion.SetCanceled(e.CancellationToken);
                }
                catch (Exception e)
                {
                    completion.SetException(e);
                }
            },
            CancellationToken.None);
        return completion.Task;
    }

    /// <summary>Finishes what has been handed in, and ends the threads.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }

        LibVips.ThreadShutdown();
    }
}
