namespace FunctionApp.Core.Analytics.Imports;

/// <summary>How a file is divided.</summary>
/// <param name="Shards">How many shards it has; 0 when the version is gone.</param>
/// <param name="ShardBytes">Bytes of each but the last; null when the file cannot be divided.</param>
public sealed record ImportPlan(int Shards, long? ShardBytes);
