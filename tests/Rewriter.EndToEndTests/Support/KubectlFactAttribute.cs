using Rewriter.Processes;

namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that needs <c>kubectl</c> on the path; skipped aloud where it is not.</summary>
internal sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (SystemProcessRunner.Find("kubectl", Environment.GetEnvironmentVariable("PATH")) is null) Skip = "kubectl is not on the path; install it to see it asked about a rollout";
    }
}
