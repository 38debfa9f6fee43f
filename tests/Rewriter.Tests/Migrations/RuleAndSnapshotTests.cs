using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Migrations;
using Rewriter.Migrations.Reading;
using Rewriter.Migrations.Testing;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Migrations;

public sealed class RuleAndSnapshotTests
{
    [Theory]
    [InlineData("{file: a.yaml, before: 'x: alpha', after: 'x: beta', to: new}", null)]
    [InlineData("{file: a.yaml, unchanged: 'x: gamma', to: new}", null)]
    [InlineData("{file: a.yaml, before: 'x: alpha', after: 'x: alpha', to: new}", "expected 'x: alpha', got 'x: beta'")]
    [InlineData("{file: a.yaml, unchanged: \"x: alpha\\n\", to: new}", "expected 'x: alpha\\n', got 'x: beta\\n'")]
    [InlineData("{file: a.tf, unchanged: 'x = 1', to: new}", "does not cover the file 'a.tf'")]
    public void A_test_of_a_rule_passes_or_says_what_came_instead(string test, string? failure)
    {
        var result = Assert.Single(RuleTester.Run(ReadMigration("a", "alpha", "beta", test)));

        Assert.Equal("r #1 (" + (test.Contains("a.tf", StringComparison.Ordinal) ? "a.tf" : "a.yaml") + " to new)", result.Name);
        if (failure is null) Assert.Null(result.Failure);
        else
        {
            Assert.Equal("RW2011", result.Failure!.Id);
            Assert.Contains(failure, result.Failure.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_swap_and_a_chain_within_one_rule_are_refused_as_ambiguous()
    {
        Assert.Equal(["RW2008"], Problems(("a", "alpha", "beta"), ("b", "beta", "alpha")).Distinct());
        Assert.Equal(["RW2008"], Problems(("a", "alpha", "beta"), ("b", "beta", "gamma")).Distinct());
        Assert.Empty(Problems(("a", "alpha", "beta"), ("b", "alpha", "beta")));
        Assert.Empty(Problems(("a", "alpha", "beta"), ("b", "gamma", "delta")));
    }

    [Fact]
    public void A_snapshot_is_accepted_then_agrees_then_differs()
    {
        using var harness = new PhaseHarness();
        harness.Write("a.yaml", "name: alpha-app\n");
        harness.NamedPhase("one", harness.Rewrite());
        harness.NamedPhase("two", harness.Step("s"));
        SnapshotTester Tester() => new(harness.Session(), new PhysicalFileSystem());
        var received = Path.Combine(harness.Folder, ".rewrite/snapshots/one.received.txt");

        Assert.Empty(Tester().Run(accept: false));
        Assert.Equal("snapshot of one", Assert.Single(Tester().Run(accept: true)).Name);
        Assert.Null(Assert.Single(Tester().Run(accept: false)).Failure);
        Assert.Contains("a.yaml:1:7 alpha-app -> beta-app (all)", harness.Read(".rewrite/snapshots/one.verified.txt"), StringComparison.Ordinal);
        Assert.Equal("name: alpha-app\n", harness.Read("a.yaml"));

        harness.Write("a.yaml", "name:  alpha-app\n");
        Assert.Equal("RW2013", Assert.Single(Tester().Run(accept: false)).Failure!.Id);
        Assert.True(File.Exists(received));
        Assert.Null(Assert.Single(Tester().Run(accept: true)).Failure);
        Assert.False(File.Exists(received));
        Assert.Null(Assert.Single(Tester().Run(accept: false)).Failure);
    }

    private static IEnumerable<string> Problems(params (string Id, string Old, string New)[] roles)
    {
        var diagnostics = new List<Diagnostic>();
        MigrationReader.Read(Source(string.Concat(roles.Select(r => $"  {r.Id}: {{names: {{old: {r.Old}, new: {r.New}}}}}\n")), string.Join(", ", roles.Select(r => r.Id)), string.Empty), diagnostics);
        return diagnostics.Select(d => d.Id);
    }

    private static Migration ReadMigration(string role, string old, string @new, string test)
    {
        var diagnostics = new List<Diagnostic>();
        var migration = MigrationReader.Read(Source($"  {role}: {{names: {{old: {old}, new: {@new}}}}}\n", role, $"    tests:\n      - {test}\n"), diagnostics);
        Assert.Empty(diagnostics);
        return migration!;
    }

    private static SourceFile Source(string roles, string names, string tests) => SourceFile.FromText(
        RepoPath.Parse("rewrite.yaml"),
        $"migration: m\nwhy: w\ngenerations: [old, new]\nroles:\n{roles}rules:\n  - id: r\n    why: w\n    roles: [{names}]\n    files: ['*.yaml']\n{tests}phases:\n  - id: p\n    why: w\n    generation: new\n    steps:\n      - {{id: s, kind: rewrite, rules: [r], to: new}}\n");
}
