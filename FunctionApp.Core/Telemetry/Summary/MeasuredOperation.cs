namespace FunctionApp.Core.Telemetry.Summary;

/// <summary>A kind of operation, by the instrument that measures it.</summary>
/// <param name="Name">Its name in the summary.</param>
/// <param name="Meter">The instrument's meter.</param>
/// <param name="Instrument">A histogram of seconds, of which every record is one operation; or a counter, which is added to.</param>
/// <param name="Judge">What a measurement says, by its attributes.</param>
public sealed record MeasuredOperation(string Name, string Meter, string Instrument, MeasurementJudge Judge);
