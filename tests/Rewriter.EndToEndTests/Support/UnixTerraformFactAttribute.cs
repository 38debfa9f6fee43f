namespace Rewriter.EndToEndTests.Support;

/// <summary>A test that needs <c>terraform</c>, a Unix shell for its provisioners, and Unix signals; skipped aloud elsewhere.</summary>
internal sealed class UnixTerraformFactAttribute : FactAttribute
{
    public UnixTerraformFactAttribute() =>
        Skip = OperatingSystem.IsWindows() ? "needs a Unix shell and Unix signals" : new TerraformFactAttribute().Skip;
}
