namespace Microsoft.DurableTask;

public readonly struct TaskName(string name)
{
    public string Name { get; } = name;
    public static implicit operator string(TaskName value) => value.Name;
    public static implicit operator TaskName(string value) => new(value);
}
