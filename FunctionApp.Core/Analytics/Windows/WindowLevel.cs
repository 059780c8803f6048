using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Windows;

/// <summary>The lengths that windows are kept in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WindowLevel>))]
public enum WindowLevel
{
    /// <summary>The stream's own <see cref="StreamSettings.Window"/>: open and closed windows.</summary>
    Base,

    /// <summary>Hours, made of closed base windows.</summary>
    Hour,

    /// <summary>Days (UTC), made of hours.</summary>
    Day,
}
