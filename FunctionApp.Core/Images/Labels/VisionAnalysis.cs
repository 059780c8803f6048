namespace FunctionApp.Core.Images.Labels;

/// <summary>The answer of Image Analysis 4.0, as far as it is used.</summary>
internal sealed record VisionAnalysis
{
    public TagList? TagsResult { get; init; }

    public CaptionText? CaptionResult { get; init; }

    public PersonList? PeopleResult { get; init; }

    public ReadText? ReadResult { get; init; }

    /// <summary>The same in our words: all that was found, whatever its confidence.</summary>
    public ImageLabels ToLabels() => new()
    {
        Labels =
        [
            .. (TagsResult?.Values ?? [])
                .Where(tag => !string.IsNullOrWhiteSpace(tag.Name))
                .OrderByDescending(tag => tag.Confidence)
                .ThenBy(tag => tag.Name, StringComparer.Ordinal)
                .Select(tag => new ImageLabel(tag.Name!, tag.Confidence)),
        ],
        Caption = CaptionResult?.Text,
        Text = ReadResult?.Lines() is { Count: > 0 } lines ? string.Join('\n', lines) : null,
        People = PeopleResult?.Values?.Count(person => person.Confidence >= PersonList.MinConfidence),
    };

    internal sealed record TagList(IReadOnlyList<Tag>? Values);

    internal sealed record Tag(string? Name, double Confidence);

    internal sealed record CaptionText(string? Text, double Confidence);

    internal sealed record PersonList(IReadOnlyList<Person>? Values)
    {
        /// <summary>The service lists every box it considered, most with next to no confidence.</summary>
        public const double MinConfidence = 0.5;
    }

    internal sealed record Person(double Confidence);

    internal sealed record ReadText(IReadOnlyList<TextBlock>? Blocks)
    {
        public IReadOnlyList<string> Lines()
            => [.. (Blocks ?? []).SelectMany(block => block.Lines ?? []).Select(line => line.Text).OfType<string>()];
    }

    internal sealed record TextBlock(IReadOnlyList<TextLine>? Lines);

    internal sealed record TextLine(string? Text);
}
