namespace FunctionApp.Core.Analytics.Queries;

/// <summary>A query turned out to need more work than the options allow. Never leaves the query.</summary>
internal sealed class QueryTooLargeException : Exception;
