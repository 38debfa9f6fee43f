using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Tests.Deployment;
using Rewriter.Text;
using Rewriter.Tests.Workspaces;

namespace Rewriter.Tests.Migrations;

public sealed class PhaseRunnerTests : IDisposable
{
    private static readonly string[] ThreeFiles = ["a.yaml", "b.yaml", "c.yaml"];

    private readonly PhaseHarness _harness = new();

    private static StepResult Undoable => StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo("it") };

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Steps_run_in_order_and_once()
    {
        var phase = _harness.Phase(_harness.Step("a"), _harness.Step("b"), _harness.Step("c"));

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(PhaseStatus.AlreadyDone, (await _harness.ApplyAsync(phase)).Status);

        Assert.Equal(["a", "b", "c"], _harness.Log);
        Assert.Equal(
            [LedgerEvent.PhaseBegun, LedgerEvent.StepBegun, LedgerEvent.StepEnded, LedgerEvent.StepBegun, LedgerEvent.StepEnded, LedgerEvent.StepBegun, LedgerEvent.StepEnded, LedgerEvent.PhaseDone],
            _harness.Session().Ledger.Entries.Select(e => e.Event));
    }

    [Fact]
    public async Task A_phase_waits_for_those_before_it_and_is_not_taken_back_under_a_later_one()
    {
        var first = _harness.NamedPhase("one", _harness.Step("a"));
        var second = _harness.NamedPhase("two", _harness.Step("b"));

        Assert.Equal("RW3005", Assert.Single((await _harness.ApplyAsync(second)).Diagnostics).Id);
        Assert.Empty(_harness.Log);
        await _harness.ApplyAsync(first);
        await _harness.ApplyAsync(second);
        Assert.Equal(PhaseStatus.Refused, (await _harness.RollBackAsync(first)).Status);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(second)).Status);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(first)).Status);
        Assert.Equal("RW3012", Assert.Single((await _harness.RollBackAsync(first)).Diagnostics).Id);
    }

    [Fact]
    public async Task A_step_whose_setting_has_no_value_is_skipped()
    {
        var phase = _harness.Phase(_harness.Step("a", h => h with { If = "site" }), _harness.Step("b"));

        var plan = await _harness.PlanAsync(phase);
        Assert.Equal([StepOutcome.Skipped, StepOutcome.Succeeded], plan.Steps.Select(s => s.Result!.Outcome));
        var report = await _harness.ApplyAsync(phase);

        Assert.Equal([StepOutcome.Skipped, StepOutcome.Succeeded], report.Steps.Select(s => s.Result.Outcome));
        Assert.Equal(["b"], _harness.Log);
    }

    [Fact]
    public async Task A_failed_step_stops_the_phase_and_is_tried_again_on_resumption()
    {
        var broken = true;
        var phase = _harness.Phase(_harness.Step("a"), _harness.Step("b", null, () => broken ? new StepResult(StepOutcome.Failed, "no") : StepResult.Succeeded("yes")), _harness.Step("c"));

        var stopped = await _harness.ApplyAsync(phase);
        Assert.Equal((PhaseStatus.Stopped, "RW3008"), (stopped.Status, stopped.Diagnostics[0].Id));
        Assert.Equal(PhaseProgress.Begun, _harness.Progress(phase));
        broken = false;
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);

        Assert.Equal(["a", "b", "b", "c"], _harness.Log);
    }

    [Fact]
    public async Task A_failure_may_take_the_phase_back()
    {
        var phase = _harness.Phase(
            _harness.Step("a", null, () => Undoable),
            _harness.Step("b", h => h with { OnFailure = FailurePolicy.Rollback }, () => new StepResult(StepOutcome.Failed, "no")),
            _harness.Step("c"));

        var report = await _harness.ApplyAsync(phase);

        Assert.Equal(PhaseStatus.RolledBack, report.Status);
        Assert.Equal(["a", "b", "undo a it"], _harness.Log);
        Assert.Equal(PhaseProgress.NotBegun, _harness.Progress(phase));
    }

    [Fact]
    public async Task A_failure_may_let_the_phase_go_on_but_not_what_needs_the_step()
    {
        var phase = _harness.Phase(
            _harness.Step("a", h => h with { OnFailure = FailurePolicy.Continue }, () => new StepResult(StepOutcome.Failed, "no")),
            _harness.Step("b"),
            _harness.Step("c", h => h with { Needs = ["b"] }),
            _harness.Step("d", h => h with { Needs = ["b", "a"] }));

        var report = await _harness.ApplyAsync(phase);

        Assert.Equal((PhaseStatus.Stopped, StepOutcome.Errored), (report.Status, report.Steps[^1].Result.Outcome));
        Assert.Equal(["a", "b", "c"], _harness.Log);
    }

    [Fact]
    public async Task Behind_the_contract_point_there_is_no_way_back()
    {
        var phase = _harness.Phase(_harness.Step("a", null, () => Undoable), _harness.Step("b", h => h with { IsContract = true }));

        Assert.Equal(PhaseStatus.Waiting, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(["a"], _harness.Log);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase, new ApplyOptions { ThroughContract = true })).Status);
        Assert.Equal("RW3010", Assert.Single((await _harness.RollBackAsync(phase)).Diagnostics).Id);
        Assert.Equal(["a", "undo a it", "a", "b"], _harness.Log);
    }

    [Fact]
    public async Task A_step_is_tried_again_after_rests_that_double()
    {
        var tries = 0;
        var phase = _harness.Phase(_harness.Step("a", h => h with { Attempts = 4, Backoff = TimeSpan.FromSeconds(3) }, () => ++tries < 4 ? new StepResult(StepOutcome.Failed, "no") : StepResult.Succeeded("yes")));

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);

        Assert.Equal([3, 6, 12], _harness.Time.Waits.Select(w => (int)w.TotalSeconds));
        Assert.Single(_harness.Session().Ledger.Entries, e => e.Event == LedgerEvent.StepEnded);
    }

    [Fact]
    public async Task What_left_something_to_undo_is_not_tried_again()
    {
        var phase = _harness.Phase(_harness.Step("a", h => h with { Attempts = 3 }, () => new StepResult(StepOutcome.Failed, "half") { Undo = PhaseHarness.Undo("half") }));

        Assert.Equal(PhaseStatus.Stopped, (await _harness.ApplyAsync(phase)).Status);
        await _harness.RollBackAsync(phase);

        Assert.Equal(["a", "undo a half"], _harness.Log);
    }

    [Fact]
    public async Task Every_run_of_a_step_is_taken_back_the_last_first()
    {
        var runs = 0;
        var phase = _harness.Phase(_harness.Step("a", null, () => new StepResult(++runs < 3 ? StepOutcome.Failed : StepOutcome.Succeeded, "x") { Undo = PhaseHarness.Undo($"run {runs}") }));

        await _harness.ApplyAsync(phase);
        await _harness.ApplyAsync(phase);
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        await _harness.RollBackAsync(phase);

        Assert.Equal(["a", "a", "a", "undo a run 3", "undo a run 2", "undo a run 1"], _harness.Log);
    }

    [Fact]
    public async Task A_step_that_takes_too_long_is_inconclusive()
    {
        var phase = _harness.Phase(_harness.Async("a", h => h with { Timeout = TimeSpan.FromHours(2) }, async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return StepResult.Succeeded("never");
        }));

        var report = await _harness.ApplyAsync(phase);

        Assert.Equal((PhaseStatus.Inconclusive, StepOutcome.Inconclusive), (report.Status, Assert.Single(report.Steps).Result.Outcome));
        Assert.Equal([TimeSpan.FromHours(2)], _harness.Time.Waits);
    }

    [Fact]
    public async Task An_applied_step_that_was_changed_is_refused()
    {
        var stopping = _harness.Step("b", null, () => new StepResult(StepOutcome.Failed, "no"));
        await _harness.ApplyAsync(_harness.Phase(_harness.Step("a"), stopping));

        var changed = _harness.Phase(_harness.Step("a", h => h with { Digest = "2" }), stopping);
        Assert.Equal("RW3023", Assert.Single((await _harness.ApplyAsync(changed)).Diagnostics).Id);
        var later = _harness.Phase(_harness.Step("a"), _harness.Step("b", h => h with { Digest = "2" }));
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(later)).Status);
    }

    [Fact]
    public async Task A_rewrite_is_applied_and_taken_back()
    {
        _harness.Write("a.yaml", "name: alpha-app\r\n");
        var phase = _harness.Phase(_harness.Rewrite());

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal("name: beta-app\r\n", _harness.Read("a.yaml"));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal("name: alpha-app\r\n", _harness.Read("a.yaml"));
    }

    [Fact]
    public async Task Names_that_are_there_already_are_adopted()
    {
        _harness.Write("a.yaml", "name: beta-app\n");

        var report = await _harness.ApplyAsync(_harness.Phase(_harness.Rewrite()));

        Assert.Equal((PhaseStatus.Done, StepOutcome.Adopted), (report.Status, Assert.Single(report.Steps).Result.Outcome));
    }

    [Fact]
    public async Task A_half_written_rewrite_is_taken_back_before_it_is_done_again()
    {
        for (var at = 4; at < 8; at++)
        {
            using var harness = new PhaseHarness();
            foreach (var file in ThreeFiles) harness.Write(file, "name: alpha-app\n");
            var phase = harness.Phase(harness.Rewrite());
            harness.Disk = new FailingDisk(at, dies: true);
            await Assert.ThrowsAsync<InvalidOperationException>(() => harness.ApplyAsync(phase));

            harness.Disk = new Rewriter.Workspaces.PhysicalFileSystem();
            Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
            Assert.Equal(["beta", "beta", "beta"], ThreeFiles.Select(f => harness.Read(f)["name: ".Length..^"-app\n".Length]));
            Assert.Equal(PhaseStatus.RolledBack, (await harness.RollBackAsync(phase)).Status);
            Assert.Equal(["a.yaml=alpha", "b.yaml=alpha", "c.yaml=alpha"], Directory.GetFiles(harness.Folder).Select(f => Path.GetFileName(f) + "=" + File.ReadAllText(f)["name: ".Length..^"-app\n".Length]).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_file_changed_since_keeps_a_phase_from_being_taken_back()
    {
        _harness.Write("a.yaml", "name: alpha-app\n");
        _harness.Write("b.yaml", "name: alpha-app\n");
        var phase = _harness.Phase(_harness.Step("s", null, () => Undoable), _harness.Rewrite());
        await _harness.ApplyAsync(phase);
        _harness.Write("b.yaml", "name: beta-app # mine\n");

        var report = await _harness.RollBackAsync(phase);

        Assert.Equal((PhaseStatus.Refused, "RW0006"), (report.Status, Assert.Single(report.Diagnostics).Id));
        Assert.Equal("name: beta-app\n", _harness.Read("a.yaml"));
        Assert.Equal(["s"], _harness.Log);
    }

    [Theory]
    [InlineData("file", "the file 'a.yaml'")]
    [InlineData("state", "step 'apply'")]
    [InlineData("setting", "the setting 'site'")]
    public async Task A_plan_that_no_longer_fits_is_refused_with_what_differs(string what, string named)
    {
        _harness.Write("a.yaml", "name: alpha-app\n");
        _harness.Stacks.Resources = [Sample.Bucket("a", "bucket-a")];
        var phase = _harness.Phase(_harness.Rewrite(), PhaseHarness.Apply());
        var shown = (await _harness.PlanAsync(phase)).Binding;
        Assert.Null(shown.DifferenceFrom((await _harness.PlanAsync(phase)).Binding));

        if (what == "file") _harness.Write("a.yaml", "name: alpha-app # more\n");
        if (what == "state") await Sample.Applied(new EmbeddedEngine(_harness.Store, _harness.Time), Sample.Target("s", Sample.Bucket("b", "bucket-b")));
        if (what == "setting") _harness.Settings = new SettingValues(ImmutableSortedDictionary<string, string>.Empty.Add("site", "x"));
        var report = await _harness.ApplyAsync(phase, new ApplyOptions { Plan = shown });

        var stale = Assert.Single(report.Diagnostics, d => d.Id == "RW3007");
        Assert.Contains(named, stale.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(PhaseStatus.Refused, report.Status);
        Assert.Equal(PhaseProgress.NotBegun, _harness.Progress(phase));
        Assert.NotEqual(shown.Digest, report.Plan!.Binding.Digest);
    }

    [Fact]
    public async Task A_plan_of_another_migration_file_differs()
    {
        var binding = (await _harness.PlanAsync(_harness.Phase(_harness.Step("a")))).Binding;
        Assert.Equal("a migration file", binding.DifferenceFrom(binding with { Migration = SourceFile.DigestOf([]) }));
        Assert.NotEqual(binding.Digest, (binding with { Migration = SourceFile.DigestOf([]) }).Digest);
    }

    [Fact]
    public async Task Planning_writes_nothing_and_says_what_applying_does()
    {
        _harness.Write("a.yaml", "name: alpha-app\n");
        _harness.Stacks.Resources = [Sample.Bucket("a", "bucket-a")];
        var phase = _harness.Phase(_harness.Rewrite(), PhaseHarness.Apply(), _harness.Step("s"));

        var plan = await _harness.PlanAsync(phase);

        Assert.Equal("a.yaml", Assert.Single(plan.Files).Path.Value);
        Assert.Equal("name: alpha-app\n", _harness.Read("a.yaml"));
        Assert.Empty(_harness.Store.StateKeys());
        Assert.Empty(_harness.Log);
        Assert.False(File.Exists(_harness.LedgerPath));
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase, new ApplyOptions { Plan = plan.Binding })).Status);
        Assert.Equal(plan.Files[0].After!.Value.ToArray(), File.ReadAllBytes(Path.Combine(_harness.Folder, "a.yaml")));
    }

    [Theory]
    [InlineData("${site}/healthz", "https://x/healthz", null)]
    [InlineData("a${site}b${site}", "ahttps://xbhttps://x", null)]
    [InlineData("${other}/${none}", "${other}/${none}", "other")]
    [InlineData("${empty}", "${empty}", "empty")]
    [InlineData("${site", "${site", null)]
    [InlineData("$site {site}", "$site {site}", null)]
    public void Settings_are_put_into_texts(string text, string expanded, string? missing)
    {
        var settings = new SettingValues(ImmutableSortedDictionary<string, string>.Empty.Add("site", "https://x").Add("empty", string.Empty));
        Assert.Equal((expanded, missing), (settings.Expand(text, out var named), named));
    }
}
