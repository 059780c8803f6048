namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>Finds records in a stream of bytes, in memory that is bounded by the longest of them.</summary>
internal interface IEventReader : IDisposable
{
    /// <summary>Reads on.</summary>
    /// <returns>False when everything has been read and taken.</returns>
    /// <exception cref="UnreadableContentException">The bytes cannot be read to their end.</exception>
    ValueTask<bool> FillAsync(CancellationToken cancellationToken);

    /// <summary>Takes the next record of what has been read.</summary>
    bool TryRead(out EventRecord record);
}
