using Deque.AxeCore.Commons;

namespace FunctionApp.Tests.Browser;

/// <summary>What axe found, to be read.</summary>
internal static class Findings
{
    /// <summary>Each rule that is broken, and by which elements; empty when none is.</summary>
    public static string Of(AxeResult result) => string.Join('\n', result.Violations.Select(violation =>
        $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}"));
}
