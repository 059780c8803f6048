namespace FunctionApp.Local.Durable.Storage;

/// <summary>Claims work at the end of every transaction, so that what a commit makes ready starts without another commit.</summary>
/// <remarks>Called on the thread of <see cref="GroupCommit"/>.</remarks>
internal interface ICommitParticipant
{
    /// <summary>Claims what there is room for.</summary>
    /// <returns>When to look again although nothing was written; null when nothing is due.</returns>
    DateTimeOffset? Claim(DurableStore store);

    /// <summary>The transaction is durable.</summary>
    void Committed();

    /// <summary>The transaction was taken back, and its operations may be applied again.</summary>
    void RolledBack();
}
