using Rewriter.Processes;

namespace Rewriter.Pulumi.Official;

/// <summary>A command that the Automation API called ended with another code than 0, was cancelled, or took too long.</summary>
/// <param name="result">What came of it.</param>
internal sealed class CommandFailedException(ProcessResult result) : Exception($"the command ended with {result.ExitCode}")
{
    /// <summary>What came of it.</summary>
    public ProcessResult Result { get; } = result;
}
