using StackExchange.Redis;

namespace FunctionApp.Adapters.Redis;

/// <summary>One connection for all callers, opened when it is first needed. A failed attempt is not kept.</summary>
internal sealed class SharedConnection(Func<Task<IConnectionMultiplexer>> connect)
{
    private readonly Lock _lock = new();
    private Task<IConnectionMultiplexer>? _connection;

    public Task<IConnectionMultiplexer> GetAsync()
    {
        lock (_lock)
        {
            if (_connection is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _connection = connect();
            }

            return _connection;
        }
    }
}
