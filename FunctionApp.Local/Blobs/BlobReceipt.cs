namespace FunctionApp.Local.Blobs;

/// <summary>That a version of a blob needs no more handling.</summary>
/// <param name="Name">The blob.</param>
/// <param name="ETag">The version; null when the blob is gone and the receipt with it.</param>
/// <param name="At">When it was recorded (UTC).</param>
/// <param name="PoisonReason">Why handling was given up; null when it succeeded.</param>
internal sealed record BlobReceipt(string Name, string? ETag, DateTimeOffset At, string? PoisonReason = null);
