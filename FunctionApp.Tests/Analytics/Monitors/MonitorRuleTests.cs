using System.Text.Json;
using FunctionApp.Core.Analytics.Monitors;

namespace FunctionApp.Tests.Analytics.Monitors;

[TestClass]
public sealed class MonitorRuleTests
{
    [TestMethod]
    [DataRow("""{"metric":"count","above":10}""")]
    [DataRow("""{"metric":"p95","above":10,"below":1,"windows":3,"escalateAfter":"1h","type":"refund"}""")]
    [DataRow("""{"metric":"uniques","anomaly":"high"}""")]
    public void A_rule_that_makes_sense_has_no_error(string json) => Assert.IsNull(Parse(json).Error());

    [TestMethod]
    [DataRow("""{"metric":"count"}""", "'above'")]
    [DataRow("""{"metric":"count","above":1,"anomaly":"low"}""", "'anomaly'")]
    [DataRow("""{"metric":"count","above":1,"below":2}""", "at least 'below'")]
    [DataRow("""{"metric":"count","above":1,"windows":0}""", "'windows'")]
    [DataRow("""{"metric":"count","above":1,"windows":1001}""", "'windows'")]
    [DataRow("""{"metric":"count","above":1,"escalateAfter":"8d"}""", "'escalateAfter'")]
    public void A_rule_that_makes_none_says_why(string json, string reason) => Assert.Contains(reason, Parse(json).Error()!);

    [TestMethod]
    [DataRow("""{"above":10}""")]
    [DataRow("""{"metric":"mood","above":10}""")]
    [DataRow("""{"metric":0,"above":10}""")]
    [DataRow("""{"metric":"count","above":"many"}""")]
    [DataRow("""{"metric":"count","above":1,"escalateAfter":"soon"}""")]
    public void What_is_no_rule_is_not_read(string json) => Assert.ThrowsExactly<JsonException>(() => Parse(json));

    private static MonitorRule Parse(string json) => JsonSerializer.Deserialize(json, MonitorsJson.Default.MonitorRule)!;
}
