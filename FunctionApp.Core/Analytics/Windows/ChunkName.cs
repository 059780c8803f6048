using System.Globalization;
using FunctionApp.Core.Storage;

namespace FunctionApp.Core.Analytics.Windows;

/// <summary>Where the windows of a stretch of time are: sixty base windows, the hours of a day, or thirty days.</summary>
/// <param name="Home">Where the stream keeps what is computed; see <see cref="StreamHome"/>.</param>
/// <param name="Level">The length of the windows.</param>
/// <param name="Start">Where the stretch begins (UTC).</param>
internal readonly record struct ChunkName(string Home, WindowLevel Level, DateTimeOffset Start)
{
    private const string Format = "yyyyMMddHHmmss";

    /// <summary>The blob.</summary>
    public BlobRef Blob => new(AnalyticsContainers.Windows, Prefix(Home, Level) + Start.ToString(Format, CultureInfo.InvariantCulture));

    /// <summary>What the names of a level's chunks begin with.</summary>
    public static string Prefix(string home, WindowLevel level) => $"{home}/{level.ToString().ToLowerInvariant()}/";

    /// <summary>How much time a chunk covers.</summary>
    public static TimeSpan Span(WindowLevel level, TimeSpan window) => level switch
    {
        WindowLevel.Base => 60 * window,
        WindowLevel.Hour => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(30),
    };

    /// <summary>The chunk that a moment falls into.</summary>
    public static ChunkName Of(string home, WindowLevel level, TimeSpan window, DateTimeOffset moment)
    {
        var span = Span(level, window).Ticks;
        return new(home, level, new(moment.UtcTicks - (moment.UtcTicks % span), TimeSpan.Zero));
    }

    /// <summary>Reads a blob's name; null when it is no chunk's.</summary>
    public static ChunkName? Parse(string home, WindowLevel level, string name)
        => DateTimeOffset.TryParseExact(
            name.AsSpan(Prefix(home, level).Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
                ? new(home, level, start)
                : null;
}
