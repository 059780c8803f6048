using FunctionApp.Tests.Support;

namespace FunctionApp.Tests.Documentation;

/// <summary>A part of a document that is made from the code: compared with it, or rewritten when the environment has UPDATE_README=1.</summary>
internal static class GeneratedSection
{
    /// <param name="document">The file, from the repository's root.</param>
    /// <param name="begin">The line before the section.</param>
    /// <param name="end">The line after it.</param>
    /// <param name="expected">What the code says.</param>
    public static async Task AssertIsAsync(string document, string begin, string end, string expected)
    {
        var path = Repository.File(document);
        var text = await File.ReadAllTextAsync(path);
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length + 1;
        var to = text.IndexOf($"\n{end}", from - 1, StringComparison.Ordinal);

        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
        {
            await File.WriteAllTextAsync(path, text[..from] + expected + text[to..]);
            return;
        }

        Assert.AreEqual(expected, text[from..to]);
    }
}
