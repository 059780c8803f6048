using System.Text.Json.Serialization.Metadata;
using FunctionApp.Core.Analytics.Queries.Csv;
using Microsoft.AspNetCore.Http;

namespace FunctionApp.Core.Api;

/// <summary>An answer in JSON, or in CSV where the caller prefers that.</summary>
internal static class AnswerResult
{
    /// <summary>Lets the caller's Accept header choose.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="type">How it is written as JSON.</param>
    /// <param name="write">How it is written as CSV.</param>
    public static IResult Of<T>(T answer, JsonTypeInfo<T> type, Action<CsvWriter, T> write) => new AnswerResult<T>(answer, type, write);
}
