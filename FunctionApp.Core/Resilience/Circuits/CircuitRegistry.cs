using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FunctionApp.Core.Resilience.Circuits;

/// <summary>The circuits, one for each service that is called.</summary>
public sealed class CircuitRegistry : IDisposable
{
    /// <summary>Above this, closed circuits are forgotten: their shared state, if there is any, is read again when they are used again.</summary>
    private const int MaxCircuits = 10_000;

    private readonly ConcurrentDictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);
    private readonly CircuitStore _store;
    private readonly CircuitOptions _options;
    private readonly TimeProvider _time;
    private readonly CircuitMetrics _metrics;
    private readonly ILogger _logger;
    private readonly string _process;

    /// <summary>Creates a registry.</summary>
    /// <param name="blobs">Where the shared state is.</param>
    /// <param name="options">When circuits break, and for how long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">Makes the instruments.</param>
    /// <param name="logger">Hears of every change.</param>
    public CircuitRegistry(
        IBlobStore blobs, IOptions<CircuitOptions> options, TimeProvider time, IMeterFactory meters, ILogger<CircuitRegistry> logger)
    {
        _store = new CircuitStore(blobs);
        _options = options.Value;
        _time = time;
        _metrics = new CircuitMetrics(meters, () => _circuits.Values.Select(circuit => circuit.Status));
        _logger = logger;
        _process = $"{Environment.MachineName}/{Guid.CreateVersion7(time.GetUtcNow()):N}";
    }

    /// <summary>The circuit of a name; it comes into being, closed, when it is first asked for.</summary>
    /// <exception cref="ArgumentException">The text is no circuit's name; see <see cref="CircuitName"/>.</exception>
    public Circuit Get(string name)
    {
        if (_circuits.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!CircuitName.IsValid(name))
        {
            throw new ArgumentException($"'{name}' is no circuit's name.", nameof(name));
        }

        if (_circuits.Count >= MaxCircuits)
        {
            ForgetClosed();
        }

        return _circuits.GetOrAdd(name, added => new Circuit(added, _store, _options, _time, _metrics, _logger, _process));
    }

    /// <summary>Every circuit that this process uses or that has ever changed, by name.</summary>
    /// <exception cref="IOException">The blob store failed.</exception>
    public async Task<IReadOnlyList<CircuitStatus>> ListAsync(CancellationToken cancellationToken = default)
    {
        var names = new SortedSet<string>(_circuits.Keys, StringComparer.Ordinal);
        await foreach (var name in _store.ListAsync(cancellationToken))
        {
            names.Add(name);
        }

        var circuits = new List<CircuitStatus>(names.Count);
        foreach (var name in names)
        {
            circuits.Add(await Get(name).RefreshAsync(cancellationToken));
        }

        return circuits;
    }

    /// <summary>One circuit, as all processes know it; null when none of this name is used here or has ever changed.</summary>
    public async Task<CircuitStatus?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        if (!CircuitName.IsValid(name))
        {
            return null;
        }

        if (_circuits.TryGetValue(name, out var known))
        {
            return await known.RefreshAsync(cancellationToken);
        }

        var (status, _) = await _store.ReadAsync(name, knownETag: null, cancellationToken);
        return status;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var circuit in _circuits.Values)
        {
            circuit.Dispose();
        }
    }

    /// <summary>Those who still hold one may go on using it: it is only not listed any more.</summary>
    private void ForgetClosed()
    {
        foreach (var (name, circuit) in _circuits)
        {
            if (circuit.Status.State == CircuitState.Closed)
            {
                _circuits.TryRemove(new(name, circuit));
            }
        }
    }
}
