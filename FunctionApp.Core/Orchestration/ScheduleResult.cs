namespace FunctionApp.Core.Orchestration;

/// <summary>What scheduling did.</summary>
/// <param name="InstanceId">The instance that now exists under the id.</param>
/// <param name="Created">False when an instance was there already and was kept.</param>
public sealed record ScheduleResult(string InstanceId, bool Created);
