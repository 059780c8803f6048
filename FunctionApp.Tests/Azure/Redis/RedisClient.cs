using System.Globalization;
using System.Text;

namespace FunctionApp.Tests.Azure.Redis;

/// <summary>As much of the Redis protocol (RESP2) as running a script takes.</summary>
internal sealed class RedisClient(Stream connection) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly StreamReader _replies = new(connection, Encoding.ASCII);

    /// <summary>EVAL with one key; the script returns an array of integers.</summary>
    public async Task<long[]> EvaluateAsync(string script, string key, params long[] arguments)
    {
        var texts = arguments.Select(argument => argument.ToString(CultureInfo.InvariantCulture));
        return (long[])await SendAsync(["EVAL", script, "1", key, .. texts]);
    }

    /// <summary>PTTL: how long a key lives on, in milliseconds.</summary>
    public async Task<long> TimeToLiveAsync(string key) => (long)await SendAsync(["PTTL", key]);

    public void Dispose()
    {
        _replies.Dispose();
        _turn.Dispose();
    }

    private async Task<object> SendAsync(IReadOnlyList<string> command)
    {
        var request = new StringBuilder($"*{command.Count}\r\n");
        foreach (var word in command)
        {
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        await _turn.WaitAsync();
        try
        {
            await connection.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()));
            return await ReadAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<object> ReadAsync()
    {
        var line = await _replies.ReadLineAsync() ?? throw new EndOfStreamException();
        switch (line[0])
        {
            case ':':
                return long.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
            case '*':
                var items = new long[int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture)];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = (long)await ReadAsync();
                }

                return items;
            default:
                throw new InvalidOperationException(line);
        }
    }
}
