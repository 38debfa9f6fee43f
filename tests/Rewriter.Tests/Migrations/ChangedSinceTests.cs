using System.Collections.Immutable;
using System.Globalization;
using Rewriter.Forges;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Migrations;

/// <summary>
/// What somebody changed since a step is found before anything of the phase is taken back, whatever the kind of the step
/// and wherever it stands in the phase: nobody's work is deleted, and no phase is half taken back.
/// </summary>
public sealed class ChangedSinceTests : IDisposable
{
    private const string Values = "values.yaml";
    private readonly PromotionBench _bench = new();
    private readonly string _values;
    private readonly string _checkout;

    public ChangedSinceTests()
    {
        _values = _bench.Git.Remote("values.git");
        _checkout = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_values)!, "values")).FullName;
        _bench.Git.Populate(_checkout, _values);
        _bench.Set(("tag", "1.2.3"), ("version", "v1.0.0"));
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_created_file_that_a_person_changed_is_not_deleted()
    {
        var late = new Late();
        await _bench.ApplyAsync(Ensure(Values, "other.yaml"), late);
        Push(() => File.AppendAllText(Path.Combine(_checkout, Values), "# mine\n"));
        var head = Head();

        var report = await _bench.RollBackAsync();

        Assert.Equal((PhaseStatus.Refused, "RW3047"), (report.Status, Assert.Single(report.Diagnostics).Id));
        Assert.Contains($"'{Values}' stands on bytes that somebody changed", report.Diagnostics[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal((head, 0), (Head(), late.Undone));
    }

    [Fact]
    public async Task A_created_file_that_a_later_step_of_the_phase_changed_is_taken_back_with_it()
    {
        var before = _bench.Git.Run(_values, "rev-parse", "main^{tree}");
        var applied = await _bench.ApplyAsync(Ensure(Values), Release());
        Assert.True(applied.Status == PhaseStatus.Done, string.Join('\n', applied.Diagnostics));
        Assert.Contains("will commit image.tag 1.0.0 -> 1.2.3", applied.Plan!.Steps[1].Result!.Summary, StringComparison.Ordinal);

        var report = await _bench.RollBackAsync();

        Assert.True(report.Status == PhaseStatus.RolledBack, string.Join('\n', report.Diagnostics));
        Assert.Equal(before, _bench.Git.Run(_values, "rev-parse", "main^{tree}"));
    }

    [Fact]
    public async Task A_change_beside_what_a_later_step_changed_is_found_before_that_step_is_taken_back()
    {
        await _bench.ApplyAsync(Ensure(Values, "other.yaml"), Release());
        Push(() => File.AppendAllText(Path.Combine(_checkout, "other.yaml"), "# mine\n"));
        var head = Head();

        Assert.Equal(PhaseStatus.Refused, (await _bench.RollBackAsync()).Status);
        Assert.Equal(head, Head());
    }

    [Fact]
    public async Task A_value_that_a_person_released_since_stops_the_whole_rollback()
    {
        Push(() => File.WriteAllText(Path.Combine(_checkout, Values), "image:\n  tag: 1.0.0\n"));
        var late = new Late();
        await _bench.ApplyAsync(Release(), late);
        Push(() => File.WriteAllText(Path.Combine(_checkout, Values), "image:\n  tag: 9.9.9\n"));

        var report = await _bench.RollBackAsync();

        Assert.Equal((PhaseStatus.Refused, "RW3047", 0), (report.Status, Assert.Single(report.Diagnostics).Id, late.Undone));
    }

    [Fact]
    public async Task A_mark_that_somebody_moved_stops_the_whole_rollback()
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        var late = new Late();
        await _bench.ApplyAsync(new MarkGoodStep(PromotionBench.Header("mark", "mark-good"), "prod-working", "prod-stable", "origin"), late);
        var other = _bench.Git.Commit(_bench.Folder, "second");
        _bench.Git.Run(_bench.Folder, "push", "--quiet", "--force", "origin", $"{other}:refs/tags/prod-working");

        var report = await _bench.RollBackAsync();

        Assert.Equal((PhaseStatus.Refused, "RW3047", 0), (report.Status, Assert.Single(report.Diagnostics).Id, late.Undone));
        Assert.Equal(other, _bench.Peeled("prod-working"));
    }

    [Fact]
    public async Task Two_steps_that_move_the_same_tag_are_taken_back_one_after_the_other()
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        var first = _bench.Peeled("prod-stable");
        _bench.Git.Commit(_bench.Folder, "second");
        _bench.Git.Run(_bench.Folder, "push", "--quiet", "origin", "HEAD:refs/tags/next");
        var mark = new MarkGoodStep(PromotionBench.Header("one", "mark-good"), "prod-working", "prod-stable", "origin");

        await _bench.ApplyAsync(mark, new MarkGoodStep(PromotionBench.Header("two", "mark-good"), "prod-working", "next", "origin"));
        Assert.NotEqual(first, _bench.Peeled("prod-working"));

        Assert.Equal(PhaseStatus.RolledBack, (await _bench.RollBackAsync()).Status);
        Assert.DoesNotContain("prod-working", _bench.Git.Refs(_bench.Remote), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_a_person_changed_stays_and_that_is_said()
    {
        await _bench.ApplyAsync(PromotionBench.Promote());
        _bench.Git.Run(_bench.Folder, "pull", "--quiet", "--ff-only");
        File.AppendAllText(Path.Combine(_bench.Folder, ".promotions", "prod-v1.0.0.json"), "\n");
        _bench.Git.Commit(_bench.Folder, "a note");

        var report = await _bench.RollBackAsync();

        Assert.Equal(PhaseStatus.RolledBack, report.Status);
        Assert.Contains(".promotions/prod-v1.0.0.json stays: it was changed since", Assert.Single(report.Steps).Result.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("refs/tags", _bench.Git.Refs(_bench.Remote), StringComparison.Ordinal);
        Assert.Contains(".promotions", _bench.Git.Run(_bench.Remote, "ls-tree", "-r", "--name-only", "main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_a_person_changed_behind_an_expression_stops_the_whole_rollback()
    {
        using var harness = new PhaseHarness();
        harness.Write("main.tf", "locals {\n  name = \"alpha-app\"\n}\n");
        var late = new Late();
        var phase = harness.Phase(new ParameterizeStep(PromotionBench.Header("place", "parameterize"), [new PathGlob("*.tf")], [PathPattern.Parse("locals.name", out _)!], "var.name", null), late);
        await harness.ApplyAsync(phase);
        harness.Write("main.tf", "locals {\n  name = var.name # mine\n}\n");

        var report = await harness.RollBackAsync(phase);

        Assert.Equal((PhaseStatus.Refused, "RW0006", 0), (report.Status, Assert.Single(report.Diagnostics).Id, late.Undone));
        Assert.Equal("locals {\n  name = var.name # mine\n}\n", harness.Read("main.tf"));
    }

    [Fact]
    public async Task A_weight_that_a_person_set_stops_the_whole_rollback()
    {
        using var harness = new PhaseHarness();
        harness.Write("gateway.yaml", "canary: 0\n");
        var late = new Late();
        var phase = harness.Phase(Shift(null), late);
        await harness.ApplyAsync(phase);
        harness.Write("gateway.yaml", "canary: 77\n");

        var report = await harness.RollBackAsync(phase);

        Assert.Equal((PhaseStatus.Refused, "RW0006", 0), (report.Status, Assert.Single(report.Diagnostics).Id, late.Undone));
    }

    [Fact]
    public async Task A_share_that_a_person_set_stops_the_whole_rollback()
    {
        using var harness = new PhaseHarness();
        var git = new Rewriter.Git.GitRepository(harness.Processes, harness.Folder, harness.Environment);
        await git.ReadAsync(["init", "--quiet", "."], default);
        await git.ReadAsync(["config", "gateway.share", "5"], default);
        CommandLine Line(params string[] words) => new([.. words], RepoPath.Root, []);
        var late = new Late();
        var phase = harness.Phase(
            new ShiftTrafficStep(PromotionBench.Header("shift", "shift-traffic"), new CommandTraffic(Line("git", "config", "gateway.share"), Line("git", "config", "gateway.share", "${share}")), [50], TimeSpan.Zero, []), late);
        await harness.ApplyAsync(phase);
        await git.ReadAsync(["config", "gateway.share", "77"], default);

        var report = await harness.RollBackAsync(phase);

        Assert.Equal((PhaseStatus.Refused, "RW3035", 0), (report.Status, Assert.Single(report.Diagnostics).Id, late.Undone));
    }

    [Fact]
    public async Task The_commit_of_a_way_back_takes_no_work_of_a_person_with_it()
    {
        using var harness = new PhaseHarness();
        harness.Environment = _bench.Git.Environment;
        harness.Write("gateway.yaml", "canary: 0\nother: 1\n");
        _bench.Git.Populate(harness.Folder, _bench.Git.Remote("gateway.git"));
        var phase = harness.Phase(Shift("traffic ${share}"));
        Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
        harness.Write("gateway.yaml", "canary: 100\nother: 2\n");
        harness.Uncommitted = ["gateway.yaml"];

        Assert.Equal("RW3006", Assert.Single((await harness.RollBackAsync(phase)).Diagnostics).Id);

        Assert.Equal("canary: 100\nother: 2\n", harness.Read("gateway.yaml"));
        _bench.Git.Run(harness.Folder, "commit", "--quiet", "--all", "--message", "mine");
        harness.Uncommitted = [];
        Assert.Equal(PhaseStatus.RolledBack, (await harness.RollBackAsync(phase)).Status);
        Assert.Equal("canary: 0\nother: 2\n", harness.Read("gateway.yaml"));
    }

    [Fact]
    public async Task A_workflow_that_nobody_can_start_is_said_before_anything_is_taken_back()
    {
        using var harness = new PhaseHarness();
        harness.Forge = new StubForge { States = [CheckState.Success] };
        var late = new Late();
        var call = new WorkflowCall("go.yaml", "main", ImmutableSortedDictionary<string, string>.Empty);
        var phase = harness.Phase(new DispatchWorkflowStep(PromotionBench.Header("go", "dispatch-workflow"), call, TimeSpan.FromSeconds(1), null, call with { File = "back.yaml" }), late);
        Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
        harness.Forge = null;

        var report = await harness.RollBackAsync(phase);

        Assert.Equal((PhaseStatus.Refused, 0, PhaseProgress.Done), (report.Status, late.Undone, harness.Progress(phase)));
        Assert.Contains("back.yaml", Assert.Single(report.Diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static ShiftTrafficStep Shift(string? commit) => new(
        PromotionBench.Header("shift", "shift-traffic"),
        new FileTraffic([new FileWeight(RepoPath.Parse("gateway.yaml"), PathPattern.Parse("canary", out _), null, IsNew: true)], commit), [100], TimeSpan.Zero, []);

    private EnsureFilesStep Ensure(params string[] files) => new(
        PromotionBench.Header("files", "ensure-files"),
        new ReleaseFile(_values, "main", string.Empty, string.Empty),
        [.. files.Select(f => new ExpectedFile(f, "image:\n  tag: 1.0.0\n", [], ImmutableSortedDictionary<string, string>.Empty))]);

    private CopyReleaseStep Release() =>
        new(PromotionBench.Header("release", "copy-release"), new ReleaseFile(_values, "main", Values, "image.tag"), null, "${tag}", ["image.tag"], "[0-9.]+", null);

    private string Head() => _bench.Git.Run(_values, "rev-parse", "main");

    private void Push(Action change)
    {
        _bench.Git.Run(_checkout, "pull", "--quiet");
        change();
        _bench.Git.Commit(_checkout, "mine");
    }

    // The last step of a phase, which a rollback would take back first.
    private sealed record Late() : Step(PromotionBench.Header("late", "stub"))
    {
        public int Undone { get; private set; }

        public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(StepResult.Succeeded("done") with { Undo = PhaseHarness.Undo("it") });

        public override Task<StepResult> UndoAsync(StepContext context, System.Text.Json.JsonElement undo, CancellationToken cancellationToken)
        {
            Undone++;
            return Task.FromResult(StepResult.Succeeded("undone"));
        }
    }
}
