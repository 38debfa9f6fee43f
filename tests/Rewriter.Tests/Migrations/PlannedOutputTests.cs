using System.Collections.Immutable;
using System.Globalization;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>A plan that was looked at holds for what its steps produce, too.</summary>
public sealed class PlannedOutputTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task An_output_that_differs_before_the_first_step_is_refused()
    {
        var value = "1.4.0";
        var phase = _harness.Phase(new Release(_harness.Log, () => value), _harness.Step("after"));
        var shown = (await _harness.PlanAsync(phase)).Binding;
        value = "1.4.1";

        var report = await _harness.ApplyAsync(phase, new ApplyOptions { Plan = shown });

        Assert.Equal(PhaseStatus.Refused, report.Status);
        Assert.Contains("the output 'steps.release.value' (it was '1.4.0' in the plan and is '1.4.1' now)", Assert.Single(report.Diagnostics, d => d.Id == "RW3007").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(_harness.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_output_that_differs_once_the_step_ran_stops_before_the_next(bool byPlan)
    {
        var phase = _harness.Phase(new Release(_harness.Log, () => "1.4.0", () => "1.4.1"), _harness.Step("after"));
        var shown = (await _harness.PlanAsync(phase)).Binding;

        var report = await _harness.ApplyAsync(phase, byPlan ? new ApplyOptions { Plan = shown } : new ApplyOptions { AgreedDigest = shown.Digest });

        Assert.Equal((PhaseStatus.Stopped, "RW3038"), (report.Status, Assert.Single(report.Diagnostics).Id));
        Assert.Equal(["release"], _harness.Log);
        Assert.Equal(PhaseStatus.Refused, (await _harness.ApplyAsync(phase, new ApplyOptions { Plan = shown })).Status);
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(["release", "after"], _harness.Log);
    }

    [Fact]
    public async Task Without_a_plan_that_was_agreed_to_the_value_of_this_moment_holds()
    {
        var phase = _harness.Phase(new Release(_harness.Log, () => "1.4.0", () => "1.4.1"), _harness.Step("after"));

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
    }

    [Fact]
    public async Task What_only_running_tells_may_be_anything()
    {
        var phase = _harness.Phase(new Release(_harness.Log, () => "(the commit of release)", () => "77ab01"), _harness.Step("after"));
        var shown = (await _harness.PlanAsync(phase)).Binding;

        Assert.Empty(shown.Outputs);
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase, new ApplyOptions { Plan = shown })).Status);
    }

    [Fact]
    public async Task A_mark_behind_a_promotion_of_the_same_phase_is_planned_on_the_commit_that_is_promoted()
    {
        using var bench = new PromotionBench();
        var mark = new MarkGoodStep(PromotionBench.Header("mark", "mark-good"), "prod-working", "prod-stable", "origin");
        var check = new CheckTagsStep(PromotionBench.Header("check", "check-tags"), "prod-working", ["prod-stable"], "origin");
        await bench.ApplyAsync(PromotionBench.Promote());
        bench.Git.Commit(bench.Folder, "second");
        bench.Set(("version", "v1.1.0"));

        var report = await bench.ApplyAsync(PromotionBench.Promote(), mark, check);

        Assert.True(report.Status == PhaseStatus.Done, string.Join('\n', report.Diagnostics));
        var planned = report.Plan!.Binding.Outputs;
        Assert.Equal((bench.Peeled("prod-stable"), bench.Peeled("prod-stable")), (planned["steps.mark.commit"], planned["steps.check.commit"]));
        Assert.All(report.Steps, s => Assert.All(s.Result.Outputs, o => Assert.Equal(o.Value, planned[SettingValues.OutputName(s.Step.Header.Id, o.Key)])));
    }

    private sealed record Release(List<string> Log, Func<string> Planned, Func<string>? Real = null) : Step(new StepHeader("release", "stub", "release") { Digest = "1" })
    {
        public override ImmutableArray<string> OutputNames => ["value"];

        public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
        {
            if (!context.IsSimulation) Log.Add("release");
            var value = context.IsSimulation ? Planned() : (Real ?? Planned)();
            return Task.FromResult(StepResult.Succeeded("released") with { Outputs = ImmutableSortedDictionary<string, string>.Empty.Add("value", value) });
        }
    }
}
