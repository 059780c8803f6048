using FunctionApp.Core.Analytics.Aggregation;

namespace FunctionApp.Core.Analytics.Queries.Ranges;

/// <summary>Merges aggregates. Those that are given to it are shared with others and stay as they are.</summary>
internal struct Accumulator
{
    private WindowAggregate? _merged;
    private bool _isOwn;

    /// <summary>The events of all aggregates; null when there were none.</summary>
    public readonly WindowAggregate? Merged => _merged;

    /// <summary>Adds the events of an aggregate.</summary>
    public void Add(WindowAggregate? aggregate)
    {
        if (aggregate is null)
        {
            return;
        }

        if (_merged is null)
        {
            _merged = aggregate;
            return;
        }

        if (!_isOwn)
        {
            var own = new WindowAggregate([]);
            own.Merge(_merged);
            (_merged, _isOwn) = (own, true);
        }

        _merged.Merge(aggregate);
    }
}
