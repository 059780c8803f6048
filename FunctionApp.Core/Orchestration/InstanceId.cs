namespace FunctionApp.Core.Orchestration;

/// <summary>The rules every backend has for instance ids: 1-100 printable ASCII characters, not starting with @, none of / \ # ?.</summary>
public static class InstanceId
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether the text is a valid instance id.</summary>
    public static bool IsValid(string? id)
        => id is { Length: > 0 and <= MaxLength }
            && id[0] != '@'
            && id.All(c => c is >= ' ' and <= '~' and not ('/' or '\\' or '#' or '?'));

    /// <summary>Returns the id, or throws.</summary>
    /// <exception cref="ArgumentException">The text is not a valid instance id.</exception>
    public static string Require(string id) => IsValid(id)
        ? id
        : throw new ArgumentException("An instance id has 1-100 printable ASCII characters, none of / \\ # ?, and no leading @.", nameof(id));
}
