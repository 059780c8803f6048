using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace FunctionApp.Tests.Gateway;

/// <summary>The lines of one log category, in the order they are written.</summary>
internal sealed class CapturedLog(string category) : ILoggerProvider, ILogger
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public ChannelReader<string> Lines => _lines.Reader;

    public ILogger CreateLogger(string categoryName) => categoryName == category ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => _lines.Writer.TryWrite(formatter(state, exception));

    public void Dispose()
    {
    }
}
