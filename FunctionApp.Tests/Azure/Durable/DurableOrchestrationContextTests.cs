using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Orchestration;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using CoreRetryPolicy = FunctionApp.Core.Orchestration.RetryPolicy;
using CoreSubOptions = FunctionApp.Core.Orchestration.SubOrchestrationOptions;
using CoreTaskFailedException = FunctionApp.Core.Orchestration.TaskFailedException;
using TaskFailedException = Microsoft.DurableTask.TaskFailedException;

namespace FunctionApp.Tests.Azure.Durable;

[TestClass]
public sealed class DurableOrchestrationContextTests
{
    private static readonly ActivityName<string, int> Measure = new("Measure");
    private static readonly OrchestratorName<string, int> Survey = new("Survey");

    private readonly TaskOrchestrationContext _durable = Substitute.For<TaskOrchestrationContext>();
    private readonly DurableOrchestrationContext _context;

    public DurableOrchestrationContextTests() => _context = new(_durable);

    [TestMethod]
    public void What_the_instance_is_comes_from_the_durable_context()
    {
        var now = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
        var id = Guid.Parse("7d4f1a52-2f3b-5a6c-9d8e-0123456789ab");
        _durable.Name.Returns(new TaskName("Survey"));
        _durable.InstanceId.Returns("survey-1");
        _durable.Parent.Returns(new ParentOrchestrationInstance("Campaign", "campaign-1"));
        _durable.CurrentUtcDateTime.Returns(now);
        _durable.IsReplaying.Returns(true);
        _durable.NewGuid().Returns(id);
        _durable.GetInput<string>().Returns("field");

        Assert.AreEqual("Survey", _context.Name);
        Assert.AreEqual("survey-1", _context.InstanceId);
        Assert.AreEqual("campaign-1", _context.ParentInstanceId);
        Assert.AreEqual(now, _context.CurrentUtcDateTime);
        Assert.IsTrue(_context.IsReplaying);
        Assert.AreEqual(id, _context.NewGuid());
        Assert.AreEqual("field", _context.GetInput<string>());
    }

    [TestMethod]
    public void A_top_level_instance_has_no_parent()
    {
        _durable.Parent.Returns((ParentOrchestrationInstance?)null);

        Assert.IsNull(_context.ParentInstanceId);
    }

    [TestMethod]
    public async Task An_activity_is_called_by_name_with_its_input_and_no_retry_of_its_own()
    {
        TaskOptions? options = null;
        _durable.CallActivityAsync<int>(Arg.Is<TaskName>(name => name.Name == "Measure"), "field", Arg.Do<TaskOptions?>(given => options = given)).Returns(42);

        Assert.AreEqual(42, await _context.CallActivityAsync(Measure, "field"));
        Assert.IsNull(options!.Retry);
    }

    [TestMethod]
    public async Task A_retry_policy_keeps_its_arithmetic()
    {
        TaskOptions? options = null;
        _durable.CallActivityAsync<int>(Arg.Any<TaskName>(), Arg.Any<object?>(), Arg.Do<TaskOptions?>(given => options = given)).Returns(1);
        var policy = new CoreRetryPolicy(4, TimeSpan.FromSeconds(2))
        {
            BackoffCoefficient = 1.5,
            MaxRetryInterval = TimeSpan.FromMinutes(3),
            RetryTimeout = TimeSpan.FromHours(2),
        };

        await _context.CallActivityAsync(Measure, "field", policy);

        var durable = options!.Retry!.Policy!;
        Assert.AreEqual(4, durable.MaxNumberOfAttempts);
        Assert.AreEqual(TimeSpan.FromSeconds(2), durable.FirstRetryInterval);
        Assert.AreEqual(1.5, durable.BackoffCoefficient);
        Assert.AreEqual(TimeSpan.FromMinutes(3), durable.MaxRetryInterval);
        Assert.AreEqual(TimeSpan.FromHours(2), durable.RetryTimeout);
    }

    [TestMethod]
    public async Task A_child_gets_its_instance_id_and_retries()
    {
        TaskOptions? options = null;
        _durable.CallSubOrchestratorAsync<int>(Arg.Is<TaskName>(name => name.Name == "Survey"), "field", Arg.Do<TaskOptions?>(given => options = given)).Returns(7);

        var output = await _context.CallSubOrchestratorAsync(Survey, "field", new CoreSubOptions { InstanceId = "child", Retry = CoreRetryPolicy.Transient });

        var given = (Microsoft.DurableTask.SubOrchestrationOptions)options!;
        Assert.AreEqual(7, output);
        Assert.AreEqual("child", given.InstanceId);
        Assert.AreEqual(CoreRetryPolicy.Transient.MaxNumberOfAttempts, given.Retry!.Policy!.MaxNumberOfAttempts);
    }

    [TestMethod]
    public async Task A_failed_activity_is_caught_in_the_terms_of_the_port()
    {
        var cause = new TaskFailureDetails("System.IO.IOException", "disk full", StackTrace: null, InnerFailure: null, Properties: null);
        var details = new TaskFailureDetails("System.FormatException", "bad bytes", "at Measure", cause, Properties: null);
        _durable.CallActivityAsync<int>(Arg.Any<TaskName>(), Arg.Any<object?>(), Arg.Any<TaskOptions?>())
            .ThrowsAsync(new TaskFailedException("Measure", 3, details));

        var caught = await Assert.ThrowsExactlyAsync<CoreTaskFailedException>(() => _context.CallActivityAsync(Measure, "field"));

        Assert.AreEqual("Measure", caught.TaskName);
        Assert.AreEqual("System.FormatException", caught.Failure.ErrorType);
        Assert.AreEqual("bad bytes", caught.Failure.ErrorMessage);
        Assert.AreEqual("disk full", caught.Failure.InnerFailure!.ErrorMessage);
        Assert.IsFalse(caught.Failure.IsNonRetriable);
    }

    [TestMethod]
    public async Task A_failed_child_is_caught_in_the_terms_of_the_port()
    {
        var details = new TaskFailureDetails(typeof(TaskFailedException).FullName!, "child", StackTrace: null, InnerFailure: null, Properties: null);
        _durable.CallSubOrchestratorAsync<int>(Arg.Any<TaskName>(), Arg.Any<object?>(), Arg.Any<TaskOptions?>())
            .ThrowsAsync(new TaskFailedException("Survey", 1, details));

        var caught = await Assert.ThrowsExactlyAsync<CoreTaskFailedException>(() => _context.CallSubOrchestratorAsync(Survey, "field"));

        Assert.AreEqual(typeof(CoreTaskFailedException).FullName, caught.Failure.ErrorType);
    }

    [TestMethod]
    public async Task A_child_that_was_terminated_is_caught_though_durable_task_gives_no_details()
    {
        _durable.CallSubOrchestratorAsync<int>(Arg.Any<TaskName>(), Arg.Any<object?>(), Arg.Any<TaskOptions?>())
            .ThrowsAsync(new TaskFailedException("Survey", 1, failureDetails: null!));

        var caught = await Assert.ThrowsExactlyAsync<CoreTaskFailedException>(() => _context.CallSubOrchestratorAsync(Survey, "field"));

        Assert.AreEqual("Terminated", caught.Failure.ErrorType);
    }

    [TestMethod]
    public async Task Waiting_sending_and_sleeping_are_passed_on()
    {
        using var stop = new CancellationTokenSource();
        var fireAt = new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
        _durable.WaitForExternalEvent<string>("Approval", stop.Token).Returns("yes");

        Assert.AreEqual("yes", await _context.WaitForExternalEvent<string>("Approval", stop.Token));
        await _context.CreateTimer(fireAt, stop.Token);
        _context.SendEvent("other", "Approval", "no");

        await _durable.Received().CreateTimer(fireAt, stop.Token);
        _durable.Received().SendEvent("other", "Approval", "no");
    }

    [TestMethod]
    public void Status_and_continuation_are_passed_on()
    {
        _context.SetCustomStatus("half way");
        _context.ContinueAsNew("next", preserveUnprocessedEvents: false);

        _durable.Received().SetCustomStatus("half way");
        _durable.Received().ContinueAsNew("next", preserveUnprocessedEvents: false);
    }

    [TestMethod]
    public void A_custom_status_over_16_KB_is_refused()
    {
        _context.SetCustomStatus(new string('x', (16 * 1024) - 2));

        Assert.ThrowsExactly<ArgumentException>(() => _context.SetCustomStatus(new string('x', (16 * 1024) - 1)));
    }

    [TestMethod]
    public void The_logger_is_the_replay_safe_one()
    {
        _durable.CreateReplaySafeLogger("Survey").Returns(NullLogger.Instance);

        Assert.AreSame(NullLogger.Instance, _context.CreateReplaySafeLogger("Survey"));
    }
}
