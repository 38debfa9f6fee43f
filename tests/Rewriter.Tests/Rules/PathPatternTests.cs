using Rewriter.Rules;
using Rewriter.Syntax;

namespace Rewriter.Tests.Rules;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("jobs.deploy", "jobs deploy", true)]
    [InlineData("jobs.deploy", "jobs deploy env NAME", true)]
    [InlineData("jobs.deploy", "jobs", false)]
    [InlineData("jobs.deploy", "jobs deployment", false)]
    [InlineData("jobs.*.env", "jobs build env A", true)]
    [InlineData("jobs.*.env", "jobs build x env", false)]
    [InlineData("jobs.deploy-*", "jobs deploy-prod", true)]
    [InlineData("jobs.deploy-*", "jobs redeploy-prod", false)]
    [InlineData("**.secret_id", "secret_id", true)]
    [InlineData("**.secret_id", "a b secret_id", true)]
    [InlineData("**.secret_id", "a b secret_ids", false)]
    [InlineData("a.**.z", "a z", true)]
    [InlineData("a.**.z", "a b c z y", true)]
    [InlineData("a.**.z", "b z", false)]
    [InlineData("steps[2].run", "steps 2 run", true)]
    [InlineData("steps[2].run", "steps 1 run", false)]
    [InlineData("steps[*].run", "steps 7 run", true)]
    [InlineData("steps[*]", "steps run", false)]
    [InlineData("[\"a.b\"].c", "a.b c", true)]
    [InlineData("[\"a.b\"].c", "a b c", false)]
    [InlineData("x[\"a[0]\"]", "x a[0]", true)]
    [InlineData("JOBS", "jobs", false)]
    public void A_pattern_means_a_place_and_what_is_below_it(string pattern, string path, bool matches)
    {
        var at = path.Split(' ').Aggregate(StructuralPath.Root, (p, s) => int.TryParse(s, out var index) ? p.Child(index) : p.Child(s));
        Assert.Equal(matches, PathPattern.Parse(pattern, out _)!.Matches(at));
    }

    [Theory]
    [InlineData("", "a segment is empty")]
    [InlineData(".a", "a segment is empty")]
    [InlineData("a..b", "a segment is empty")]
    [InlineData("a[2", "character 2")]
    [InlineData("a[\"b\"", "character 2")]
    public void What_is_no_pattern_is_refused_with_the_reason(string pattern, string reason)
    {
        Assert.Null(PathPattern.Parse(pattern, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }
}
