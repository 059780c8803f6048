using FunctionApp.Benchmarks.Images;

if (args is ["engine", var folder])
{
    await EngineBenchmark.RunAsync(folder);
    return 0;
}

Console.Error.WriteLine("usage: engine FOLDER");
return 1;
