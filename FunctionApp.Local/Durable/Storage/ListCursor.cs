using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FunctionApp.Local.Durable.Storage;

/// <summary>Where a page of instances ended. Its text is opaque to clients, and stays valid while instances come and go.</summary>
internal sealed record ListCursor(DateTimeOffset CreatedAt, string InstanceId)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="ArgumentException">The text is not a continuation.</exception>
    public static ListCursor Parse(string text)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('/', 2);
            if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                return new ListCursor(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
            }
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException)
        {
            throw new ArgumentException("The continuation is not one that a list of instances handed out.", nameof(text), exception);
        }

        throw new ArgumentException("The continuation is not one that a list of instances handed out.", nameof(text));
    }

    public override string ToString()
        => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks}/{InstanceId}")));
}
