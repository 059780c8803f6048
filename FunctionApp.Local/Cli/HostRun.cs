using Microsoft.Extensions.Options;

namespace FunctionApp.Local.Cli;

/// <summary>Turns the failures of starting a host that a user can mend into one line each.</summary>
internal static class HostRun
{
    /// <returns>The process's exit code.</returns>
    public static async Task<int> ReportingStartFailuresAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (OptionsValidationException exception)
        {
            foreach (var failure in exception.Failures)
            {
                await Console.Error.WriteLineAsync(failure);
            }
        }
        catch (Exception exception) when (exception is IOException or DllNotFoundException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
        }

        return 1;
    }
}
