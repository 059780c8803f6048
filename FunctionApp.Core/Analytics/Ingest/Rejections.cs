namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Why a line is no event, in words for its sender.</summary>
internal static class Rejections
{
    public const string NotJson = "It is not valid JSON.";
    public const string NotUtf8 = "It is not valid UTF-8.";
    public const string NotAnObject = "It is no JSON object.";
    public const string MoreThanOneValue = "There is more than one JSON value in it.";
    public const string TypeMissing = "'type' is missing.";
    public const string TypeTooLong = "'type' has more than 200 bytes.";
    public const string TimeNotRfc3339 = "'time' is not a time as in RFC 3339, for example 2026-01-31T12:00:00Z.";
    public const string TimeTooFarAhead = "'time' is too far in the future.";
    public const string SpecVersion = "'specversion' is not \"1.0\".";
    public const string NumberOutOfRange = "A number in it is too large.";

    public static string TooLong(int limit) => $"It has more than {limit:N0} bytes.";

    public static string TooManyWindows(int limit)
        => $"It would be in one window too many: the events sent at once may be in {limit:N0}. Send fewer, or choose a longer window.";

    public static string TooDeep(int limit) => $"It is nested deeper than {limit}.";

    public static string NotText(EventField field) => $"'{NameOf(field)}' is not a text, or is empty.";

    public static string Repeated(EventField field) => $"'{NameOf(field)}' is there more than once.";

    private static string NameOf(EventField field) => field.ToString().ToLowerInvariant();
}
