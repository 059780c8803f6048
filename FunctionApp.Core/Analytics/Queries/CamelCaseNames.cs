using System.Text.Json;
using System.Text.Json.Serialization;

namespace FunctionApp.Core.Analytics.Queries;

/// <summary>An enumeration as JSON strings in camelCase.</summary>
internal sealed class CamelCaseNames<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
