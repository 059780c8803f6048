using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace FunctionApp.Core.Api.OpenApi;

/// <summary>What there is to say of an operation besides its method, route and access.</summary>
/// <param name="Summary">What it does, in one sentence.</param>
internal sealed record OperationDescription(string Summary)
{
    /// <summary>Query parameters and headers.</summary>
    public IReadOnlyList<ParameterDescription> Parameters { get; private init; } = [];

    /// <summary>What a body may be; none when empty.</summary>
    public IReadOnlyList<ContentDescription> Bodies { get; private init; } = [];

    /// <summary>Good answers.</summary>
    public IReadOnlyList<AnswerDescription> Answers { get; private init; } = [];

    /// <summary>Statuses of problems that only this operation has; those of the gateway and of every operation are understood.</summary>
    public IReadOnlyList<int> ProblemStatuses { get; private init; } = [];

    /// <summary>Adds a query parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it does.</param>
    /// <param name="schema">Its JSON schema; a text when null.</param>
    public OperationDescription Query(string name, string meaning, JsonObject? schema = null)
        => this with { Parameters = [.. Parameters, new("query", name, meaning, schema ?? Schemas.Text())] };

    /// <summary>Adds a request header.</summary>
    public OperationDescription Header(string name, string meaning)
        => this with { Parameters = [.. Parameters, new("header", name, meaning, Schemas.Text())] };

    /// <summary>Adds the two parameters of a list that comes in pages.</summary>
    public OperationDescription Paged(int limit, int max) => Query("limit", "The most items in a page.", Schemas.Integer(1, max, limit))
        .Query("continuation", "What the page before gave, to get the next one.");

    /// <summary>Adds a body of bytes or text.</summary>
    public OperationDescription Body(string contentType, string? example = null)
        => this with { Bodies = [.. Bodies, new(contentType, Type: null, example is null ? null : JsonValue.Create(example))] };

    /// <summary>Adds a JSON body.</summary>
    public OperationDescription Body<T>(JsonTypeInfo<T> type, T example)
        => this with { Bodies = [.. Bodies, ContentDescription.Json(type, example)] };

    /// <summary>Adds a good answer without a body.</summary>
    public OperationDescription Returns(int status, string meaning) => this with { Answers = [.. Answers, new(status, meaning, [])] };

    /// <summary>Adds a good answer in JSON.</summary>
    public OperationDescription Returns<T>(int status, string meaning, JsonTypeInfo<T> type, T example)
        => this with { Answers = [.. Answers, new(status, meaning, [ContentDescription.Json(type, example)])] };

    /// <summary>Adds a good answer that is bytes or text of some type.</summary>
    public OperationDescription ReturnsContent(int status, string meaning, params IEnumerable<string> contentTypes)
        => this with { Answers = [.. Answers, new(status, meaning, [.. contentTypes.Select(type => new ContentDescription(type, Type: null, Example: null))])] };

    /// <summary>Adds another content type, with the same meaning, to the last answer.</summary>
    public OperationDescription OrAs(string contentType)
        => this with { Answers = [.. Answers.SkipLast(1), Answers[^1] with { Contents = [.. Answers[^1].Contents, new(contentType, Type: null, Example: null)] }] };

    /// <summary>Adds statuses of problems.</summary>
    public OperationDescription Problems(params IEnumerable<int> statuses) => this with { ProblemStatuses = [.. ProblemStatuses, .. statuses] };
}
