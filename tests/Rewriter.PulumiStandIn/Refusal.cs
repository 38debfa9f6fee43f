namespace Rewriter.PulumiStandIn;

/// <summary>A command that ends with an error.</summary>
/// <param name="exitCode">The exit code.</param>
/// <param name="message">What is said on the standard error.</param>
internal sealed class Refusal(int exitCode, string message) : Exception(message)
{
    public const int Generic = 1;
    public const int Configuration = 2;
    public const int Authentication = 3;
    public const int StackNotFound = 6;
    public const int ChangesFound = 7;
    public const int Cancelled = 8;

    public int ExitCode { get; } = exitCode;
}
