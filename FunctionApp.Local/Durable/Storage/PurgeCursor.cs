namespace FunctionApp.Local.Durable.Storage;

/// <summary>How far a purge has come.</summary>
internal sealed record PurgeCursor(DateTimeOffset CompletedAt, string InstanceId);
