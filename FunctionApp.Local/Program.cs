using FunctionApp.Local.Cli;

return await CommandLine.Create().Parse(args).InvokeAsync();
