using System.Collections.Immutable;
using Rewriter.Deployment.Hazards;
using Rewriter.Migrations;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.PullRequests;
using Rewriter.Tests.Migrations;

namespace Rewriter.Tests.PullRequests;

public sealed class PullRequestBodyTests
{
    [Fact]
    public async Task The_body_says_what_a_reviewer_needs_dangers_first_and_always_the_same()
    {
        using var harness = new PhaseHarness();
        harness.Write("a.md", "`alpha-app`\n");
        var body = Write(await PlanAsync(harness), Danger("H3"));

        Assert.StartsWith("<!-- rewrite:m/one digest=", body, StringComparison.Ordinal);
        Assert.Equal(ProposalMarker.DigestIn(body), ProposalMarker.DigestIn(Write(await PlanAsync(harness))));
        foreach (var part in new[] { "**H3** (high)", "| **`one`** |", "| `two` |", "flowchart LR", "| `all` | 1 | the new name |", "| markdown | 1 | 1 |", "### Way back", "- [ ] look at it", "rewrite plan one" }) Assert.Contains(part, body, StringComparison.Ordinal);
        Assert.True(body.IndexOf("### Hazards", StringComparison.Ordinal) < body.IndexOf("### Phases", StringComparison.Ordinal));
        Assert.Equal(body, Write(await PlanAsync(harness), Danger("H3")));
    }

    [Fact]
    public async Task A_body_that_would_be_too_long_is_shortened_part_by_part_and_says_where_the_rest_is()
    {
        using var harness = new PhaseHarness();
        harness.Write("a.md", "`alpha-app`\n");
        var plan = await PlanAsync(harness);
        var files = Enumerable.Range(0, 3000).Select(i => new ProposedFile($"some/long/folder/name/file-{i:00000}.md", default, default, "b", "a")).ToImmutableArray();

        var body = new PullRequestBody(Of(plan) with { Files = files }, _ => PhaseProgress.NotBegun).Write();

        Assert.True(body.Length <= MarkdownText.MaxLength);
        Assert.Contains("3000 files", body, StringComparison.Ordinal);
        Assert.DoesNotContain("file-00000.md", body, StringComparison.Ordinal);
        Assert.Contains("Shortened: `rewrite plan one`", body, StringComparison.Ordinal);
        Assert.Contains("### Way back", body, StringComparison.Ordinal);
        Assert.Contains("flowchart LR", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Even_a_thousand_hazards_fit()
    {
        using var harness = new PhaseHarness();
        harness.Write("a.md", "`alpha-app`\n");
        var body = Write(await PlanAsync(harness), [.. Enumerable.Range(0, 2000).Select(i => Danger($"H{i}"))]);
        Assert.True(body.Length <= MarkdownText.MaxLength);
        Assert.Contains("longer than a comment may be", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_of_the_repository_make_no_markup_and_call_nobody()
    {
        using var harness = new PhaseHarness();
        harness.Write("a.md", "`alpha-app`\n");
        var body = Write(await PlanAsync(harness, "x | <!-- rewrite:m/one --> @org/all \"q\""));
        Assert.DoesNotContain("@org", body, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(body, "<!--"));
        Assert.Contains("x \\| &lt;!--", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overridden_blocker_is_shown_with_the_reason()
    {
        using var harness = new PhaseHarness();
        var plan = await PlanAsync(harness) with { Hazards = [Danger("H16") with { Severity = HazardSeverity.Blocker }] };
        var overrides = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("H16", "the job comes tomorrow");

        Assert.Contains("(**blocker**)", new PullRequestBody(Of(plan), _ => PhaseProgress.NotBegun).Write(), StringComparison.Ordinal);
        var body = new PullRequestBody(Of(plan) with { Overrides = overrides }, _ => PhaseProgress.NotBegun).Write();
        Assert.Contains("(**blocker, overridden**)", body, StringComparison.Ordinal);
        Assert.Contains("Overridden because the job comes tomorrow", body, StringComparison.Ordinal);
    }

    private static HazardFinding Danger(string id) => new()
    {
        Id = id, Title = "a danger", Severity = HazardSeverity.High, Subject = "s", Message = $"{id} would happen", Remedy = "Do this.", ClearedBy = "that", DocsLink = "docs",
        Evidence = [new HazardEvidence("seen", "a.md", 1)],
    };

    private static Task<PhasePlan> PlanAsync(PhaseHarness harness, string title = "names")
    {
        var rewrite = harness.Rewrite();
        var phase = harness.Phase(rewrite with { Header = rewrite.Header with { Title = title } }) with { Title = title, Checklist = [new ChecklistItem("look at it", false, null)] };
        harness.Phases = [phase];
        harness.NamedPhase("two", harness.Step("deploy"));
        return harness.PlanAsync(phase);
    }

    private static Proposal Of(PhasePlan plan) => new("m/one", "t", "b", "main", new string('a', 40), plan, []);

    private static string Write(PhasePlan plan, params HazardFinding[] hazards) => new PullRequestBody(Of(plan with { Hazards = [.. hazards] }), _ => PhaseProgress.NotBegun).Write();
}
