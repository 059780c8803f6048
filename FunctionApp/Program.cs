using FunctionApp.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<ExecutionMeasurement>();
builder.UseMiddleware<ProblemMiddleware>();
builder.UseMiddleware<GatewayMiddleware>();

// The functions host logs every request already.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

builder.Services.AddOptions<TriggerOptions>().BindConfiguration(TriggerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<IFunctionMetadataTransformer, TriggerSelection>();
builder.Services.AddAzureTelemetry(builder.Configuration);
builder.Services.AddAzureHost(builder.Configuration);

await builder.Build().RunAsync();
