namespace Rewriter.EndToEndTests.Support;

/// <summary>A test of several cases that needs what <see cref="UnixTerraformFactAttribute"/> needs.</summary>
internal sealed class UnixTerraformTheoryAttribute : TheoryAttribute
{
    public UnixTerraformTheoryAttribute() => Skip = new UnixTerraformFactAttribute().Skip;
}
