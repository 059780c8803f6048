using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace FunctionApp.Local.Durable.Storage;

/// <summary>The engine's SQLite file, owned by this process alone for as long as the object lives.</summary>
/// <remarks>
/// Because nobody else can be at work, every lease found when opening belongs to a process that is gone, and is released at once:
/// a restart after a crash goes on immediately instead of waiting for leases to expire.
/// </remarks>
internal sealed class DurableDatabase : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _path;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private volatile bool _closed;

    /// <summary>Opens the file, and creates it when it is not there.</summary>
    /// <exception cref="InvalidOperationException">Another engine has the file open, or a newer version wrote it.</exception>
    public DurableDatabase(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        _lock = Lock(_path);
        try
        {
            Writer = new SqliteSession(_path, SqliteOpenMode.ReadWriteCreate);
            Writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            Migrate();
            Epoch = Recover();
        }
        catch
        {
            Writer?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>The only connection that writes; belongs to the thread of <see cref="GroupCommit"/>.</summary>
    public SqliteSession Writer { get; }

    /// <summary>How often the file has been opened; the high half of every fence token.</summary>
    public long Epoch { get; }

    /// <summary>Reads on a connection of the caller's own, without waiting for the writer.</summary>
    /// <exception cref="IOException">The file could not be read.</exception>
    public T Read<T>(Func<SqliteSession, T> query)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            var session = _readers.TryTake(out var idle) ? idle : new SqliteSession(_path, SqliteOpenMode.ReadOnly);
            try
            {
                return query(session);
            }
            finally
            {
                Return(session);
            }
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The orchestration store cannot be read: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _closed = true;
        CloseReaders();

        // Last, so that SQLite folds the write-ahead log into the file.
        Writer.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException(
                $"The orchestration store '{path}' is in use by another process. Stop that one, or choose another data folder.", exception);
        }
    }

    private void Migrate()
    {
        var version = Writer.Prepare("PRAGMA user_version").First(row => row.Integer(0));
        if (version > Schema.Version)
        {
            throw new IOException(
                $"The orchestration store '{_path}' has schema version {version}; this program knows up to {Schema.Version}.");
        }

        var changes = version == 0 ? [Schema.Create] : Schema.Upgrades.Skip((int)version - 1).ToList();
        if (changes.Count > 0)
        {
            Writer.Execute($"BEGIN IMMEDIATE; {string.Join("; ", changes)}; PRAGMA user_version = {Schema.Version}; COMMIT");
        }
    }

    private long Recover()
    {
        Writer.Execute(
            """
            BEGIN IMMEDIATE;
            UPDATE engine SET epoch = epoch + 1;
            UPDATE instances SET lease_token = NULL, lease_until = NULL, ready_at = 0 WHERE lease_until IS NOT NULL;
            UPDATE activities SET lease_token = NULL, lease_until = NULL WHERE lease_until IS NOT NULL;
            COMMIT;
            """);
        return Writer.Prepare("SELECT epoch FROM engine").First(row => row.Integer(0));
    }

    private void Return(SqliteSession session)
    {
        _readers.Add(session);
        if (_closed)
        {
            CloseReaders();
        }
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
