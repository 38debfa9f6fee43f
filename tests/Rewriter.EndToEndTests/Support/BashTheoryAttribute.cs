using Rewriter.Processes;

namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that needs <c>bash</c> on the path; skipped aloud where it is not.</summary>
internal sealed class BashTheoryAttribute : TheoryAttribute
{
    public BashTheoryAttribute()
    {
        if (OperatingSystem.IsWindows() || SystemProcessRunner.Find("bash", Environment.GetEnvironmentVariable("PATH")) is null) Skip = "bash is not on the path; install it to see that completions work in it";
    }
}
