using System.Globalization;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>A declared rollback that would meet a file in a state that its step did not leave is refused before anything is done.</summary>
public sealed class RollbackOrderTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_rewrite_is_not_taken_back_before_a_later_one_of_the_same_file()
    {
        _harness.Write("main.tf", "locals {\n  name = \"alpha-app\"\n}\n");
        var phase = Load("[{ id: all, undo: [names, place] }]");

        var plan = await _harness.PlanAsync(phase);
        var error = Assert.Single(plan.Errors);
        var report = await _harness.ApplyAsync(phase);

        Assert.Equal(("RW3037", 15), (error.Id, error.Location.GetLineSpan().StartLinePosition.Line + 1));
        Assert.Equal("the rollback of phase 'p' cannot take step 'names' back: it takes 'place' back only after it, which changes 'main.tf' behind it", error.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal((PhaseStatus.Refused, "locals {\n  name = \"alpha-app\"\n}\n"), (report.Status, _harness.Read("main.tf")));
    }

    [Theory]
    [InlineData("[{ id: a, undo: [place] }, { id: b, undo: [names] }]")]
    [InlineData("[{ id: a, undo: [place] }]")]
    [InlineData("[]")]
    public async Task The_later_rewrite_may_be_taken_back_first(string rollback)
    {
        _harness.Write("main.tf", "locals {\n  name = \"alpha-app\"\n}\n");
        var phase = Load(rollback);

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal("locals {\n  name = var.name\n}\n", _harness.Read("main.tf"));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal("locals {\n  name = \"alpha-app\"\n}\n", _harness.Read("main.tf"));
    }

    [Fact]
    public async Task A_rewrite_that_only_the_rest_of_the_rollback_takes_back_counts_too()
    {
        _harness.Write("main.tf", "locals {\n  name = \"alpha-app\"\n}\n");

        Assert.Equal("RW3037", Assert.Single((await _harness.PlanAsync(Load("[{ id: a, undo: [names] }]"))).Errors).Id);
    }

    [Fact]
    public async Task Rewrites_of_different_files_may_be_taken_back_in_any_order()
    {
        _harness.Write("main.tf", "locals {\n  name = \"beta-app\"\n}\n");
        _harness.Write("a.yaml", "name: alpha-app\n");
        var phase = Load("[{ id: all, undo: [names, place] }]");

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
    }

    [Fact]
    public async Task A_later_rewrite_that_stays_keeps_an_earlier_one_from_being_taken_back()
    {
        _harness.Write("main.tf", "locals {\n  name = \"alpha-app\"\n}\n");

        var error = Assert.Single((await _harness.PlanAsync(Load("[]", ", rollback: keep"))).Errors);

        Assert.Equal(("RW3037", 14), (error.Id, error.Location.GetLineSpan().StartLinePosition.Line + 1));
        Assert.Contains("leaves 'place' as it is", error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_was_made_unsafe_since_is_refused_before_anything_is_taken_back()
    {
        _harness.Write("main.tf", "locals {\n  name = \"alpha-app\"\n}\n");
        await _harness.ApplyAsync(Load("[]"));

        var unsafeOrder = Load("[{ id: a, undo: [names] }]");
        var report = await _harness.RollBackAsync(unsafeOrder);

        Assert.Equal((PhaseStatus.Refused, "RW3037"), (report.Status, Assert.Single(report.Diagnostics).Id));
        Assert.Equal(PhaseProgress.Done, _harness.Progress(unsafeOrder));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(Load("[]"))).Status);
    }

    [Fact]
    public void A_step_is_taken_back_once() => Assert.Equal(["RW2007 7"], PhaseHarness.MistakesOf("""
        migration: m
        why: a test
        phases:
          - id: p
            why: a test
            steps: [{ id: a, kind: approve }]
            rollback: [{ id: x, undo: [a] }, { id: y, undo: [a] }]
        """));

    private Phase Load(string rollback, string more = "") => _harness.Load($$"""
        migration: m
        why: a test
        generations: [old, new]
        roles:
          service: { names: { old: alpha-app, new: beta-app } }
        rules:
          - { id: names, why: the new name, roles: [service] }
        phases:
          - id: p
            why: a test
            settles: false
            steps:
              - { id: names, kind: rewrite }
              - { id: place, kind: parameterize, files: ["*.tf"], paths: [locals.name], expression: var.name{{more}} }
            rollback: {{rollback}}
        """).Phases[0];
}
