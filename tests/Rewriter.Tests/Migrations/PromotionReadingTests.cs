using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Migrations;
using Rewriter.Migrations.Reading;
using Rewriter.Migrations.Steps;
using Rewriter.Text;

namespace Rewriter.Tests.Migrations;

/// <summary>What a migration says about promotions, and mistakes in it.</summary>
public sealed class PromotionReadingTests
{
    private const string Head = "migration: m\nwhy: w\nsettings:\n  version: { why: w }\nphases:\n";

    [Fact]
    public void An_output_of_an_earlier_step_can_be_named_and_one_that_nobody_produces_is_reported()
    {
        const string steps = "  - id: p\n    why: w\n    steps:\n      - { id: ready, kind: git-ready, branch: main }\n      - { id: tag, kind: promote-tag, from: a, create: true, commit: \"${steps.ready.%}\" }\n";

        Assert.Empty(Read(Head + steps.Replace("%", "commit", StringComparison.Ordinal)).Problems);
        Assert.Contains("did you mean 'steps.ready.commit'?", Read(Head + steps.Replace("%", "comit", StringComparison.Ordinal)).Problems.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_phase_that_needs_none_is_free_of_the_order_and_one_that_needs_a_later_phase_is_reported()
    {
        const string phases = "  - { id: a, why: w, steps: [] }\n  - { id: b, why: w, needs: [%], steps: [] }\n  - { id: c, why: w, steps: [] }\n";

        var migration = Read(Head + phases.Replace("%", string.Empty, StringComparison.Ordinal)).Migration!;
        Assert.False(migration.FindPhase("b")!.StandsOn(migration.FindPhase("a")!));
        Assert.True(migration.FindPhase("c")!.StandsOn(migration.FindPhase("a")!));
        Assert.StartsWith("RW2006", Read(Head + phases.Replace("%", "c", StringComparison.Ordinal)).Problems.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RW2003", "kind: promote-tag, from: a, ifExists: move")]
    [InlineData("RW2003", "kind: promote-tag, from: a, record: r.json")]
    [InlineData("RW2012", "kind: promote-tag, from: a, record: ../r.json, branch: main")]
    [InlineData("RW2006", "kind: promote-tag, from: a, olderIf: nobody")]
    [InlineData("RW2003", "kind: copy-release, to: { file: a.yaml }")]
    [InlineData("RW2003", "kind: copy-release, to: { file: a.yaml }, from: { file: b.yaml }, set: x")]
    [InlineData("RW2012", "kind: copy-release, to: { file: /a.yaml }, set: x")]
    [InlineData("RW2012", "kind: copy-release, to: { file: a.yaml }, set: x, immutable: '('")]
    [InlineData("RW2003", "kind: wait-rollout, driver: http, app: a, revision: r")]
    [InlineData("RW2003", "kind: wait-rollout, app: a, revision: r")]
    [InlineData("RW2012", "kind: wait-rollout, driver: http, app: a, revision: r, url: 'http://x', json: 'a..b'")]
    [InlineData("RW2003", "kind: check-tags, from: a")]
    [InlineData("RW2003", "kind: ensure-files")]
    [InlineData("RW2004", "kind: dispatch-workflow, workflow: w.yaml, ref: main, inputs: { a: [b] }")]
    public void A_mistake_in_a_step_is_reported_with_its_code(string code, string keys) =>
        Assert.Contains(Read($"{Head}  - id: p\n    why: w\n    steps:\n      - {{ id: s, {keys} }}\n").Problems, p => p.StartsWith(code, StringComparison.Ordinal));

    [Fact]
    public void Addresses_are_told_from_folders()
    {
        Assert.All(["https://git.example.org/a.git", "ssh://git@host/a.git", "git@host:a.git", "file:///srv/a.git"], a => Assert.True(ReleaseFile.IsAddress(a), a));
        Assert.All(["../a.git", "/srv/a.git", "C:\\a.git", "a.git", "./x:y/a.git"], a => Assert.False(ReleaseFile.IsAddress(a), a));
    }

    private static (Migration? Migration, List<string> Problems) Read(string text)
    {
        var diagnostics = new List<Diagnostic>();
        var migration = MigrationReader.Read(SourceFile.FromText(RepoPath.Parse("rewrite.yaml"), text), diagnostics);
        return (migration, [.. diagnostics.Select(d => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}")]);
    }
}
