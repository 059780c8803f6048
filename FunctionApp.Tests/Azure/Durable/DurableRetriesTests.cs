using FunctionApp.Adapters.Durable;
using FunctionApp.Core.Orchestration;
using Microsoft.DurableTask;
using RetryPolicy = FunctionApp.Core.Orchestration.RetryPolicy;

namespace FunctionApp.Tests.Azure.Durable;

[TestClass]
public sealed class DurableRetriesTests
{
    private static readonly RetryPolicy Policy = new(3, TimeSpan.FromSeconds(1));

    [TestMethod]
    [DataRow("System.IO.IOException", true)]
    [DataRow("FunctionApp.Core.Orchestration.NonRetriableException", false)]
    [DataRow("ActivityTaskNotFound", false)]
    public void A_failure_is_retried_unless_its_type_says_it_cannot_help(string errorType, bool expected)
        => Assert.AreEqual(expected, Policy.Allows(Failure(errorType, "x")));

    [TestMethod]
    [DataRow("busy", true)]
    [DataRow("gone", false)]
    public void The_policy_has_the_last_word(string message, bool expected)
    {
        var policy = Policy with { HandleFailure = failure => failure.ErrorMessage == "busy" };

        Assert.AreEqual(expected, policy.Allows(Failure("System.IO.IOException", message)));
    }

    [TestMethod]
    public void The_policy_is_not_asked_about_what_must_not_be_retried()
    {
        var policy = Policy with { HandleFailure = _ => true };

        Assert.IsFalse(policy.Allows(Failure(typeof(NonRetriableException).FullName!, "never")));
    }

    private static TaskFailureDetails Failure(string type, string message) => new(type, message, StackTrace: null, InnerFailure: null, Properties: null);
}
