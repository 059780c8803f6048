namespace FunctionApp.Local.Durable.Storage;

/// <summary>The tables of the engine's database. Times are UTC ticks, payloads JSON text.</summary>
internal static class Schema
{
    /// <summary>Kept in <c>user_version</c>.</summary>
    public const int Version = 2;

    /// <summary>Creates the current version in an empty database.</summary>
    /// <remarks>
    /// <c>instances.ready_at</c> is when the inbox next has something visible: null while there is nothing, or while the first step
    /// of a claim has yet to look. History's primary key is the last guard against two owners: two of them appending to the same
    /// execution would collide. Messages and activities have ids that only grow, so that claims are in order of arrival.
    /// </remarks>
    public const string Create =
        """
        CREATE TABLE engine (
            epoch INTEGER NOT NULL
        );
        INSERT INTO engine (epoch) VALUES (0);

        CREATE TABLE instances (
            instance_id TEXT NOT NULL PRIMARY KEY,
            execution_id TEXT NOT NULL,
            name TEXT NOT NULL,
            status INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            completed_at INTEGER,
            parent_instance_id TEXT,
            parent_execution_id TEXT,
            parent_task_id INTEGER,
            ready_at INTEGER,
            lease_token INTEGER,
            lease_until INTEGER,
            custom_status TEXT,
            failure TEXT,
            trace_parent TEXT,
            input TEXT,
            output TEXT
        );
        CREATE INDEX instances_ready ON instances (ready_at) WHERE lease_token IS NULL AND ready_at IS NOT NULL;
        CREATE INDEX instances_leased ON instances (lease_until) WHERE lease_until IS NOT NULL;
        CREATE INDEX instances_children ON instances (parent_instance_id) WHERE parent_instance_id IS NOT NULL;
        CREATE INDEX instances_created ON instances (created_at, instance_id);
        CREATE INDEX instances_name ON instances (name, created_at, instance_id);
        CREATE INDEX instances_status ON instances (status, created_at, instance_id);
        CREATE INDEX instances_completed ON instances (completed_at) WHERE completed_at IS NOT NULL;

        CREATE TABLE history (
            instance_id TEXT NOT NULL,
            execution_id TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            type INTEGER NOT NULL,
            timestamp INTEGER NOT NULL,
            task_id INTEGER,
            name TEXT,
            input TEXT,
            result TEXT,
            failure TEXT,
            fire_at INTEGER,
            other_instance_id TEXT,
            status INTEGER,
            reason TEXT,
            PRIMARY KEY (instance_id, execution_id, sequence)
        ) WITHOUT ROWID;

        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            instance_id TEXT NOT NULL,
            execution_id TEXT,
            visible_at INTEGER NOT NULL,
            type INTEGER NOT NULL,
            timestamp INTEGER NOT NULL,
            task_id INTEGER,
            name TEXT,
            input TEXT,
            result TEXT,
            failure TEXT,
            fire_at INTEGER,
            other_instance_id TEXT,
            status INTEGER,
            reason TEXT
        );
        CREATE INDEX messages_inbox ON messages (instance_id, visible_at);

        CREATE TABLE activities (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            instance_id TEXT NOT NULL,
            execution_id TEXT NOT NULL,
            task_id INTEGER NOT NULL,
            name TEXT NOT NULL,
            deliveries INTEGER NOT NULL DEFAULT 0,
            lease_token INTEGER,
            lease_until INTEGER,
            input TEXT
        );
        CREATE INDEX activities_waiting ON activities (id) WHERE lease_token IS NULL;
        CREATE INDEX activities_leased ON activities (lease_until) WHERE lease_until IS NOT NULL;
        CREATE INDEX activities_instance ON activities (instance_id);
        """;

    /// <summary>What brings a database from a version, counted from 1, to the next.</summary>
    public static IReadOnlyList<string> Upgrades { get; } = ["ALTER TABLE instances ADD COLUMN trace_parent TEXT"];
}
