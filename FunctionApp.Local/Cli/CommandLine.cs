using System.CommandLine;

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

        var root = new RootCommand("Orchestrated image and event pipelines in one process, without a cloud.") { port, data, demo };
        root.SetAction((parsed, cancellation) => ServeCommand.RunAsync(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(port), cancellation));
        return root;
    }
}
