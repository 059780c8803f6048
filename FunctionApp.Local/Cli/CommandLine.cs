using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using FunctionApp.Core.Gateway;
using FunctionApp.Core.Gateway.Authentication;

namespace FunctionApp.Local.Cli;

/// <summary>The commands of the embedded host: serving is what it does when nothing else is asked for.</summary>
internal static class CommandLine
{
    public static RootCommand Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port on 127.0.0.1; 0 takes a free one.",
            DefaultValueFactory = _ => 7071,
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65_535)
            {
                result.AddError("--port is 0 to 65535.");
            }
        });

        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder that holds everything: blobs, orchestrations, receipts.",
            DefaultValueFactory = _ => new("data"),
        };

        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
        var paths = new Argument<FileSystemInfo[]>("files")
        {
            Description = "Image files or folders of them; the drawn samples when none are given.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        paths.AcceptExistingOnly();

        var demo = new Command("demo", "Process files, print what became of them, and exit.") { paths, json, data };
        demo.SetAction((parsed, cancellation) => DemoCommand.RunAsync(
            parsed.GetRequiredValue(data), parsed.GetValue(paths) ?? [], parsed.GetValue(json), cancellation));

        var root = new RootCommand("Orchestrated image and event pipelines in one process, without a cloud.") { port, data, demo, Key() };
        root.SetAction((parsed, cancellation) => ServeCommand.RunAsync(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(port), cancellation));
        return root;
    }

    private static Command Key()
    {
        var client = new Option<string>("--client") { Description = "Whose key it is.", Required = true };
        client.Validators.Add(result =>
        {
            var name = result.GetValueOrDefault<string>();
            if (!Validator.TryValidateProperty(name, new(new ApiKeyOptions()) { MemberName = nameof(ApiKeyOptions.Client) }, []))
            {
                result.AddError("--client is 1 to 64 letters, digits, dots, hyphens and underscores.");
            }
        });

        var role = new Option<AccessLevel>("--role") { Description = "What it allows: reader, writer or operator.", Required = true };
        role.AcceptOnlyFromAmong("reader", "writer", "operator");

        var expires = new Option<DateTimeOffset?>("--expires")
        {
            Description = "When it stops being accepted, such as 2030-12-31; never when not given.",
            CustomParser = result =>
            {
                const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
                if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, styles, out var moment))
                {
                    return moment;
                }

                result.AddError("--expires is a date, such as 2030-12-31.");
                return null;
            },
        };

        var key = new Command("key", "Make an API key, and print it with what to keep of it.") { client, role, expires };
        key.SetAction(parsed => KeyCommand.RunAsync(
            parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(client), parsed.GetRequiredValue(role), parsed.GetValue(expires)));
        return key;
    }
}
