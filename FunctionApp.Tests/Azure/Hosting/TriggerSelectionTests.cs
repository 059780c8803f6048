using System.Text.Json;
using FunctionApp.Functions;
using FunctionApp.Hosting;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace FunctionApp.Tests.Azure.Hosting;

[TestClass]
public sealed class TriggerSelectionTests
{
    private const string BlobTrigger = """{"name":"blob","type":"blobTrigger","path":"uploads/{name}","source":"EventGrid"}""";
    private const string TimerTrigger = """{"name":"timer","type":"timerTrigger","schedule":"0 * * * * *"}""";

    [TestMethod]
    [DataRow(BlobTriggerMode.EventGrid, "EventGrid")]
    [DataRow(BlobTriggerMode.LogsAndContainerScan, "LogsAndContainerScan")]
    public void The_source_of_blob_events_is_the_one_in_the_settings(BlobTriggerMode mode, string expected)
    {
        var function = Function(nameof(ImageFunctions.OnImageUploaded), BlobTrigger);

        Select([function], new() { BlobSource = mode });

        using var trigger = JsonDocument.Parse(function.RawBindings![0]);
        Assert.AreEqual(expected, trigger.RootElement.GetProperty("source").GetString());
        Assert.AreEqual("uploads/{name}", trigger.RootElement.GetProperty("path").GetString());
    }

    [TestMethod]
    public void Other_triggers_stay_as_they_are()
    {
        var function = Function(nameof(OperationFunctions.Housekeeping), TimerTrigger);

        Select([function], new());

        Assert.AreEqual(TimerTrigger, function.RawBindings![0]);
    }

    [TestMethod]
    [DataRow(false, "Housekeeping")]
    [DataRow(true, "KeepWarm,Housekeeping")]
    public void Keeping_warm_is_off_unless_it_is_asked_for(bool keepWarm, string expected)
    {
        List<IFunctionMetadata> functions =
            [Function(nameof(OperationFunctions.KeepWarm), TimerTrigger), Function(nameof(OperationFunctions.Housekeeping), TimerTrigger)];

        Select(functions, new() { KeepWarm = keepWarm });

        Assert.AreEqual(expected, string.Join(',', functions.Select(function => function.Name)));
    }

    private static void Select(IList<IFunctionMetadata> functions, TriggerOptions options) => new TriggerSelection(Options.Create(options)).Transform(functions);

    private static IFunctionMetadata Function(string name, string binding)
    {
        var function = Substitute.For<IFunctionMetadata>();
        function.Name.Returns(name);
        function.RawBindings.Returns(new List<string> { binding });
        return function;
    }
}
