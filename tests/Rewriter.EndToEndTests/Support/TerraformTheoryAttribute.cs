namespace Rewriter.EndToEndTests.Support;

/// <summary>A theory that needs <c>terraform</c> on the path; skipped aloud where it is not.</summary>
internal sealed class TerraformTheoryAttribute : TheoryAttribute
{
    public TerraformTheoryAttribute() => Skip = new TerraformFactAttribute().Skip;
}
