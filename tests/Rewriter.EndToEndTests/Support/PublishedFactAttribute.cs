namespace Rewriter.EndToEndTests.Support;

/// <summary>A test of the published command; skipped aloud where <c>REWRITE_TEST_COMMAND</c> names none.</summary>
internal sealed class PublishedFactAttribute : FactAttribute
{
    public PublishedFactAttribute()
    {
        if (!RewriteCommand.IsPublished) Skip = "REWRITE_TEST_COMMAND names no published command; .ci/run publishes one.";
    }
}
