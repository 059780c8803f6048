using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Orchestration;
using Microsoft.DurableTask;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using CoreTaskFailedException = FunctionApp.Core.Orchestration.TaskFailedException;
using TaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace FunctionApp.Tests.Azure.Durable;

[TestClass]
public sealed class DurableOrchestratorTests
{
    private readonly TaskOrchestrationContext _durable = Substitute.For<TaskOrchestrationContext>();

    [TestMethod]
    public async Task An_orchestrator_runs_on_the_adapter_and_returns_its_output()
    {
        _durable.InstanceId.Returns("i-1");

        Assert.AreEqual("hello i-1", await new Greet((context, input) => Task.FromResult($"{input} {context.InstanceId}")).RunAsync(_durable, "hello"));
    }

    [TestMethod]
    public async Task A_task_failure_that_escapes_is_the_one_that_durable_task_threw()
    {
        var thrown = new TaskFailedException("Measure", 3, new TaskFailureDetails("T", "m", StackTrace: null, InnerFailure: null, Properties: null));
        _durable.CallActivityAsync<string>(Arg.Any<TaskName>(), Arg.Any<object?>(), Arg.Any<TaskOptions?>()).ThrowsAsync(thrown);
        var orchestrator = new Greet((context, input) => context.CallActivityAsync(new ActivityName<string, string>("Measure"), input));

        var escaped = await Assert.ThrowsExactlyAsync<TaskFailedException>(() => orchestrator.RunAsync(_durable, ""));

        Assert.AreSame(thrown, escaped);
    }

    [TestMethod]
    public async Task A_task_failure_of_the_orchestrators_own_making_keeps_its_cause()
    {
        var failure = new FailureDetails("System.IO.IOException", "disk full", InnerFailure: new("T", "the cause"));
        var orchestrator = new Greet((_, _) => throw new CoreTaskFailedException("Measure", failure));

        var escaped = await Assert.ThrowsExactlyAsync<TaskFailedException>(() => orchestrator.RunAsync(_durable, ""));

        Assert.AreEqual("Measure", escaped.TaskName);
        Assert.AreEqual("disk full", escaped.FailureDetails.ErrorMessage);
        Assert.AreEqual("the cause", escaped.FailureDetails.InnerFailure!.ErrorMessage);
    }

    [TestMethod]
    public async Task Any_other_exception_escapes_as_it_is()
        => await Assert.ThrowsExactlyAsync<NonRetriableException>(
            () => new Greet((_, _) => throw new NonRetriableException("no")).RunAsync(_durable, ""));

    private sealed class Greet(Func<IOrchestrationContext, string, Task<string>> run) : IOrchestrator<string, string>
    {
        public Task<string> RunAsync(IOrchestrationContext context, string input) => run(context, input);
    }
}
