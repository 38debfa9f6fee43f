namespace Rewriter.Processes;

/// <summary>What came of a program.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ProcessResult(ProcessEnd End, int ExitCode, string Output, string Error);
