using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FunctionApp.Tests.Azure.Durable;

/// <summary>Pages of instances; the token of a page is the number of the next.</summary>
internal sealed class ListedInstances(params IReadOnlyList<OrchestrationMetadata>[] pages) : AsyncPageable<OrchestrationMetadata>
{
    public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        for (var i = continuationToken is null ? 0 : int.Parse(continuationToken, provider: null); i < pages.Length; i++)
        {
            await Task.CompletedTask;
            yield return new(pages[i], i + 1 < pages.Length ? $"{i + 1}" : null);
        }
    }
}
