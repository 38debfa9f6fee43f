using Rewriter.Processes;

namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that needs <c>terraform</c> on the path; skipped aloud where it is not.</summary>
internal sealed class TerraformFactAttribute : FactAttribute
{
    public TerraformFactAttribute()
    {
        if (SystemProcessRunner.Find("terraform", Environment.GetEnvironmentVariable("PATH")) is null) Skip = "terraform is not on the path; install it to see that renamed resources are moved and not destroyed";
    }
}
