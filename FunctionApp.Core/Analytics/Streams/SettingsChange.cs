namespace FunctionApp.Core.Analytics.Streams;

/// <summary>What became of a change of settings.</summary>
/// <param name="Settings">The settings in force; null when the change was refused.</param>
/// <param name="IsNew">Whether the stream was created by it.</param>
/// <param name="Refusal">Why not; null when it was made.</param>
public sealed record SettingsChange(StreamSettings? Settings, bool IsNew, string? Refusal)
{
    internal static SettingsChange Done(StreamSettings settings, bool isNew) => new(settings, isNew, Refusal: null);

    internal static SettingsChange Refused(string reason) => new(Settings: null, IsNew: false, reason);
}
