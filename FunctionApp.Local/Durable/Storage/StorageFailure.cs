using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace FunctionApp.Local.Durable.Storage;

/// <summary>Tells the storage's troubles, which pass (a full disk, a busy file), from an operation's own errors, which do not.</summary>
internal static class StorageFailure
{
    public static bool Is(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: not (SQLITE_ERROR or SQLITE_CONSTRAINT or SQLITE_TOOBIG or SQLITE_MISMATCH or SQLITE_MISUSE or SQLITE_RANGE)
    };

    public static IOException Describe(Exception exception)
        => new($"The orchestration store cannot be written: {exception.Message}", exception);
}
