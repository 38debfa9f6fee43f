namespace Rewriter.EndToEndTests.Support;

/// <summary>A theory that needs <c>python3</c>; skipped aloud where it is missing.</summary>
internal sealed class ZemoTheoryAttribute : TheoryAttribute
{
    public ZemoTheoryAttribute() => Skip = new ZemoFactAttribute().Skip;
}
