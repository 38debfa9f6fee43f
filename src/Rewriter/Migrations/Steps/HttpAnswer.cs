namespace Rewriter.Migrations.Steps;

/// <summary>What a server answered.</summary>
/// <param name="Status">The status; 0 where there was no answer.</param>
/// <param name="Body">The beginning of the body (up to 64 KiB), as text.</param>
/// <param name="Location">Where a redirect leads; null where there is none.</param>
/// <param name="Latency">How long it took.</param>
/// <param name="Problem">Why there was no answer; null where there was one.</param>
public sealed record HttpAnswer(int Status, string Body, Uri? Location, TimeSpan Latency, string? Problem);
