namespace FunctionApp.Adapters.Redis;

/// <summary>Runs a Lua script on a Redis server.</summary>
/// <param name="script">The script.</param>
/// <param name="key">The one key it touches.</param>
/// <param name="arguments">Its arguments.</param>
/// <returns>The array of integers that it returns.</returns>
internal delegate Task<long[]> EvaluateScript(string script, string key, params long[] arguments);
