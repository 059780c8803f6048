namespace FunctionApp.Core.Images.Pipeline;

/// <summary>How far a batch is: its custom status, and in the end its output.</summary>
public sealed record BatchProgress
{
    /// <summary>Uploads found so far.</summary>
    public int Found { get; init; }

    /// <summary>Images completed.</summary>
    public int Completed { get; init; }

    /// <summary>Images rejected.</summary>
    public int Rejected { get; init; }

    /// <summary>Images that failed; uploading them again, or running the batch again, tries again.</summary>
    public int Failed { get; init; }

    /// <summary>Uploads that needed no work: finished before, the same bytes as another, or gone.</summary>
    public int Skipped { get; init; }
}
