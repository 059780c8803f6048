namespace FunctionApp.Core.Analytics;

/// <summary>Where a stream keeps what is computed of it: apart from what streams of the same name that have been deleted had.</summary>
internal static class StreamHome
{
    /// <summary>What the names of its blobs begin with, without the slash.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="incarnation">See <see cref="StreamSettings.Incarnation"/>.</param>
    public static string Of(string stream, string? incarnation) => incarnation is null ? stream : $"{stream}/{incarnation}";

    /// <summary>Whether a home is one of a stream's.</summary>
    public static bool IsOf(string home, string stream)
        => home.StartsWith(stream, StringComparison.Ordinal) && (home.Length == stream.Length || home[stream.Length] == '/');
}
