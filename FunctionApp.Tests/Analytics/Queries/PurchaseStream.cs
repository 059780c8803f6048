using System.Text;
using FunctionApp.Core.Analytics;
using FunctionApp.Core.Analytics.Aggregation;
using FunctionApp.Core.Analytics.RollUp;
using FunctionApp.Core.Analytics.Streams;
using FunctionApp.Core.Analytics.Windows;
using FunctionApp.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionApp.Tests.Analytics.Queries;

/// <summary>A stream whose windows a test writes itself, as a roll-up would.</summary>
internal sealed class PurchaseStream(IServiceProvider services, string name = "shop")
{
    public static readonly StreamSettings Settings = new() { Value = "data.amount", Unique = "data.user", TopK = ["data.country", "type"] };

    private readonly List<Purchase> _purchases = [];
    private StreamState _state = new() { Incarnation = services.GetRequiredService<StreamCatalog>().FindSettingsAsync(name).GetAwaiter().GetResult()?.Incarnation };

    public string Name => name;

    public IReadOnlyList<Purchase> Purchases => _purchases;

    public StreamState State => _state;

    private string Home => StreamHome.Of(name, _state.Incarnation);

    public EventStream Snapshot => new(name, Settings, _state);

    public static async Task<PurchaseStream> CreateAsync(IServiceProvider services, string name = "shop")
    {
        await services.GetRequiredService<StreamCatalog>().PutAsync(name, Settings);
        return new(services, name);
    }

    /// <summary>Takes more events into base windows.</summary>
    /// <param name="purchases">In order of time.</param>
    /// <param name="closedThrough">Up to where windows are closed afterwards.</param>
    public async Task AddAsync(IReadOnlyList<Purchase> purchases, DateTimeOffset? closedThrough = null)
    {
        _purchases.AddRange(purchases);
        var position = _state.Position + 1;
        foreach (var chunk in Windows(purchases, Settings.Window).GroupBy(window => ChunkName.Of(Home, WindowLevel.Base, Settings.Window, window.Key.Start)))
        {
            await services.GetRequiredService<WindowStore>().ApplyAsync(chunk.Key, position, [.. chunk], CancellationToken.None);
        }

        await SetAsync(_state with
        {
            Position = position,
            Accepted = _state.Accepted + purchases.Count,
            FirstWindow = _state.FirstWindow ?? Settings.WindowOf(purchases[0].Time),
            Watermark = purchases[^1].Time,
            ClosedThrough = closedThrough ?? _state.ClosedThrough,
        });
    }

    /// <summary>Makes hours and days of what is closed.</summary>
    /// <param name="withBaseWindowsFrom">Drops base windows before this moment.</param>
    public async Task CompactAsync(DateTimeOffset? withBaseWindowsFrom = null)
    {
        var store = services.GetRequiredService<WindowStore>();
        var (hours, days) = (RoundDown(TimeSpan.FromHours(1)), RoundDown(TimeSpan.FromDays(1)));
        await ReplaceAsync(WindowLevel.Hour, TimeSpan.FromHours(1), hours);
        await ReplaceAsync(WindowLevel.Day, TimeSpan.FromDays(1), days);
        if (withBaseWindowsFrom is { } from)
        {
            await store.DropAsync(Home, WindowLevel.Base, Settings.Window, from, CancellationToken.None);
        }

        await SetAsync(_state with { HoursThrough = hours, DaysThrough = days, BaseWindowsFrom = withBaseWindowsFrom });

        DateTimeOffset RoundDown(TimeSpan length) => new(_state.ClosedThrough!.Value.UtcTicks / length.Ticks * length.Ticks, TimeSpan.Zero);

        async Task ReplaceAsync(WindowLevel level, TimeSpan length, DateTimeOffset through)
        {
            var closed = Windows(_purchases.Where(purchase => purchase.Time < through), length);
            foreach (var chunk in closed.GroupBy(window => ChunkName.Of(Home, level, Settings.Window, window.Key.Start)))
            {
                await store.ReplaceAsync(chunk.Key, _state.Position, chunk.Key.Start, [.. chunk], CancellationToken.None);
            }
        }
    }

    private static Dictionary<WindowKey, WindowAggregate> Windows(IEnumerable<Purchase> purchases, TimeSpan length)
    {
        var windows = new Dictionary<WindowKey, WindowAggregate>();
        foreach (var purchase in purchases)
        {
            var key = new WindowKey(new(purchase.Time.UtcTicks / length.Ticks * length.Ticks, TimeSpan.Zero), purchase.Type);
            if (!windows.TryGetValue(key, out var window))
            {
                windows[key] = window = new(Settings.TopK);
            }

            window.AddEvent();
            window.AddValue(purchase.Amount);
            window.AddUnique(Encoding.UTF8.GetBytes(purchase.User));
            window.AddTop(0, Encoding.UTF8.GetBytes(purchase.Country));
            window.AddTop(1, Encoding.UTF8.GetBytes(purchase.Type));
        }

        return windows;
    }

    private async Task SetAsync(StreamState state)
    {
        _state = state with { Revision = state.Revision + 1 };
        await services.GetRequiredService<IBlobStore>().WriteJsonAsync(
            RollUpCursor.BlobOf(name), new RollUpCursor { State = _state }, RollUpJson.Default.RollUpCursor);
    }
}
