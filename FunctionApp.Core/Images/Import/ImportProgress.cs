namespace FunctionApp.Core.Images.Import;

/// <summary>How far an import is: its custom status.</summary>
public sealed record ImportProgress
{
    /// <summary>URLs in the import.</summary>
    public required int Total { get; init; }

    /// <summary>Images completed.</summary>
    public int Completed { get; init; }

    /// <summary>Images fetched and rejected.</summary>
    public int Rejected { get; init; }

    /// <summary>URLs that gave no image, and images that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Images that needed no work: finished before, or the same bytes as another.</summary>
    public int Skipped { get; init; }

    /// <summary>The progress after one more URL.</summary>
    public ImportProgress With(ImportResult result) => result switch
    {
        ImportResult.Completed => this with { Completed = Completed + 1 },
        ImportResult.Rejected => this with { Rejected = Rejected + 1 },
        ImportResult.Skipped => this with { Skipped = Skipped + 1 },
        _ => this with { Failed = Failed + 1 },
    };
}
