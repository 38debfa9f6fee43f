using System.Globalization;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>Steps that wait for people, for time or for numbers.</summary>
public sealed class GateStepTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_phase_waits_until_enough_people_approve()
    {
        var phase = Load("kind: approve\napprovers: [alice, bob, carol]\nminimum: 2");

        Assert.Equal(PhaseStatus.Waiting, (await _harness.ApplyAsync(phase)).Status);
        Assert.Null(await DecideAsync(phase, "alice"));
        Assert.Equal(PhaseStatus.Waiting, (await _harness.ApplyAsync(phase)).Status);
        Assert.Null(await DecideAsync(phase, "alice"));
        Assert.Equal(PhaseStatus.Waiting, (await _harness.ApplyAsync(phase)).Status);
        Assert.Null(await DecideAsync(phase, "carol"));
        var report = await _harness.ApplyAsync(phase);

        Assert.Equal((PhaseStatus.Done, "approved by alice, carol"), (report.Status, Assert.Single(report.Steps).Result.Summary));
        Assert.Equal("RW3029", (await DecideAsync(phase, "bob"))!.Id);
    }

    [Fact]
    public async Task Only_those_who_may_decide_can_and_only_where_the_phase_was_begun()
    {
        var phase = Load("kind: approve\napprovers: [alice]");

        Assert.Equal("RW3029", (await DecideAsync(phase, "alice"))!.Id);
        await _harness.ApplyAsync(phase);
        Assert.Equal("RW3029", (await DecideAsync(phase, "eve"))!.Id);
        Assert.Equal("RW3029", (await DecideAsync(phase, "alice", null, 1))!.Id);
    }

    [Fact]
    public async Task A_rejection_fails_the_step_until_the_same_person_agrees()
    {
        var phase = Load("kind: approve");
        await _harness.ApplyAsync(phase);
        await DecideAsync(phase, "bob", "latency doubled");
        await DecideAsync(phase, "alice");

        var rejected = await _harness.ApplyAsync(phase);
        Assert.Equal((PhaseStatus.Stopped, "RW3028"), (rejected.Status, rejected.Diagnostics[^1].Id));
        await DecideAsync(phase, "bob");
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
    }

    [Fact]
    public async Task Each_line_of_a_checklist_must_be_confirmed()
    {
        var phase = Load("kind: approve\nchecklist: [backups run, dashboards are there]");
        await _harness.ApplyAsync(phase);
        await DecideAsync(phase, "alice", null, 2);

        Assert.Contains("backups run", Assert.Single((await _harness.ApplyAsync(phase)).Steps).Result.Summary, StringComparison.Ordinal);
        await DecideAsync(phase, "bob", null, 1);
        Assert.Equal(["confirmed: backups run", "confirmed: dashboards are there"], Assert.Single((await _harness.ApplyAsync(phase)).Steps).Result.Evidence.ToArray());
    }

    [Fact]
    public async Task An_approval_expires()
    {
        var phase = Load("kind: approve\nexpires: 1h");
        await _harness.ApplyAsync(phase);
        await DecideAsync(phase, "alice");
        await Task.Delay(TimeSpan.FromHours(2), _harness.Time);

        Assert.Contains("expired", Assert.Single((await _harness.ApplyAsync(phase)).Steps).Result.Summary, StringComparison.Ordinal);
        await DecideAsync(phase, "alice");
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
    }

    [Fact]
    public async Task An_approval_holds_for_the_plan_that_it_was_given_for()
    {
        _harness.Write("a.yaml", "name: alpha-app\n");
        var phase = _harness.Phase(new ApproveStep(new StepHeader("go", "approve", "go"), [], 1, null, []), _harness.Rewrite());
        await _harness.ApplyAsync(phase);
        await DecideAsync(phase, "alice");

        _harness.Write("b.yaml", "name: alpha-app\n");
        Assert.Contains("the plan changed since alice approved it", Assert.Single((await _harness.ApplyAsync(phase)).Steps).Result.Summary, StringComparison.Ordinal);
        await DecideAsync(phase, "alice");
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal("name: beta-app\n", _harness.Read("b.yaml"));
    }

    [Fact]
    public async Task A_wait_counts_from_when_the_phase_first_came_there_over_processes()
    {
        var phase = Load("kind: wait\nfor: 14d");

        Assert.Contains("14 d 0 h", Assert.Single((await _harness.ApplyAsync(phase)).Steps).Result.Summary, StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromDays(10), _harness.Time);
        Assert.Contains("another 4 d", Assert.Single((await _harness.ApplyAsync(phase)).Steps).Result.Summary, StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromDays(4), _harness.Time);
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
    }

    [Fact]
    public async Task A_wait_for_a_moment_sleeps_through_the_last_minute()
    {
        var phase = Load("kind: wait\nuntil: 2026-01-01T01:00+01:00");
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);

        using var other = new PhaseHarness();
        var soon = other.Load(PhaseHarness.OneStep("kind: wait\nuntil: 2026-01-01T00:00:30Z")).Phases[0];
        Assert.Equal(PhaseStatus.Done, (await other.ApplyAsync(soon)).Status);
        Assert.Equal([TimeSpan.FromSeconds(30)], other.Time.Waits);
    }

    [Fact]
    public async Task A_metric_within_its_limits_passes_and_one_sample_too_many_outside_fails()
    {
        const string Gate = "kind: metric-gate\nurl: http://127.0.0.1/metric\njson: data[0].value\natLeast: 99.5\nwindow: 30s\nfailures: 1";
        _harness.Http = new Answers("99.9", "98.0", "99.5", "100");
        var passed = Assert.Single((await _harness.ApplyAsync(Load(Gate))).Steps).Result;
        Assert.Equal((StepOutcome.Succeeded, 4), (passed.Outcome, passed.Evidence.Length));

        using var other = new PhaseHarness { Http = new Answers("99.9", "98.0", "97.0", "100") };
        var failed = await other.ApplyAsync(other.Load(PhaseHarness.OneStep(Gate)).Phases[0]);
        Assert.Equal((PhaseStatus.Stopped, "RW3030", 3), (failed.Status, failed.Diagnostics[^1].Id, failed.Steps[0].Result.Evidence.Length));
    }

    [Fact]
    public async Task Too_few_samples_are_inconclusive_and_do_not_take_the_phase_back()
    {
        _harness.Http = new Answers("99.9", "\"none\"", "\"none\"", "99.9");
        var phase = Load("kind: metric-gate\nurl: http://127.0.0.1/metric\njson: data[0].value\natLeast: 99.5\nwindow: 30s\nminimum: 3\nonFailure: rollback");

        var report = await _harness.ApplyAsync(phase);

        Assert.Equal((PhaseStatus.Inconclusive, "RW3024"), (report.Status, report.Diagnostics[0].Id));
    }

    [Fact]
    public async Task A_metric_can_come_from_a_command()
    {
        var phase = Load("kind: metric-gate\nargv: [git, --version]\noutput: 'version ([0-9]+)'\natLeast: 2\natMost: 99");

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
    }

    [Fact]
    public async Task Data_is_compared_line_by_line_and_only_names_are_recorded()
    {
        _harness.Write("left.txt", "users 3 aa\njobs 41 bb\n");
        _harness.Write("right.txt", "jobs 40 secret-row\nusers 3 aa\n");
        var failed = await _harness.ApplyAsync(Load($"kind: compare-data\nleft: {Print("left.txt")}\nright: {Print("right.txt")}"));

        Assert.Equal("RW3031", failed.Diagnostics[^1].Id);
        Assert.Contains("jobs: 41 bb / 40 secret-row", failed.Diagnostics[^1].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-row", File.ReadAllText(_harness.LedgerPath), StringComparison.Ordinal);
        _harness.Write("right.txt", "jobs 41 bb\nusers 3 aa\n");
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(_harness.Session().Migration.Phases[0])).Status);
    }

    [Theory]
    [InlineData("2", PhaseStatus.Done)]
    [InlineData("1", PhaseStatus.Stopped)]
    [InlineData("5%", PhaseStatus.Done)]
    [InlineData("4%", PhaseStatus.Stopped)]
    public async Task Numbers_may_differ_within_the_tolerance(string tolerance, PhaseStatus status)
    {
        _harness.Write("left.txt", "jobs 40\n");
        _harness.Write("right.txt", "jobs 42\n");

        Assert.Equal(status, (await _harness.ApplyAsync(Load($"kind: compare-data\ntolerance: {tolerance}\nleft: {Print("left.txt")}\nright: {Print("right.txt")}"))).Status);
    }

    [Fact]
    public async Task Files_are_compared_by_their_checksums()
    {
        _harness.Write("a.bin", "1");
        _harness.Write("b.bin", "1");
        var phase = Load("kind: compare-data\nleft: { file: a.bin }\nright: { file: b.bin }");
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);

        using var other = new PhaseHarness();
        other.Write("a.bin", "1");
        Assert.Equal(StepOutcome.Errored, (await other.ApplyAsync(other.Load(PhaseHarness.OneStep("kind: compare-data\nleft: { file: a.bin }\nright: { file: b.bin }")).Phases[0])).Steps[0].Result.Outcome);
    }

    [Theory]
    [InlineData("kind: approve\napprovers: [a]\nminimum: 2", "RW2004 11")]
    [InlineData("kind: wait", "RW2003 9")]
    [InlineData("kind: wait\nuntil: 2027-01-31T08:00", "RW2004 10")]
    [InlineData("kind: metric-gate\nurl: http://x/", "RW2003 9")]
    [InlineData("kind: metric-gate\nurl: http://x/\natLeast: much", "RW2004 11")]
    [InlineData("kind: metric-gate\nurl: http://x/\natLeast: 1\njson: a..b", "RW2012 12")]
    [InlineData("kind: compare-data\nleft: { file: a }", "RW2003 8")]
    [InlineData("kind: compare-data\nleft: { file: a }\nright: { file: a, argv: [b] }", "RW2003 11")]
    [InlineData("kind: compare-data\nleft: { file: a }\nright: { file: b }\ntolerance: some", "RW2004 12")]
    public void A_mistake_in_a_gate_is_reported_at_its_place(string keys, string mistake) => Assert.Contains(mistake, PhaseHarness.MistakesOf(PhaseHarness.OneStep(keys)));

    private Phase Load(string keys) => _harness.Load(PhaseHarness.OneStep(keys)).Phases[0];

    private async Task<Microsoft.CodeAnalysis.Diagnostic?> DecideAsync(Phase phase, string by, string? rejection = null, params int[] confirmed) =>
        await new StepDecisions(_harness.Session()).DecideAsync(phase, (ApproveStep)phase.Steps[0], by, rejection, [.. confirmed], includeReview: false, default);

    // Git prints the lines of a file on every platform.
    private static string Print(string file) => $"{{ argv: [git, grep, --no-index, -h, '', {file}] }}";

    private sealed class Answers(params string[] values) : IHttpProbe
    {
        private int _asked;

        public Task<HttpAnswer> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpAnswer(200, string.Create(CultureInfo.InvariantCulture, $"{{\"data\":[{{\"value\":{values[_asked++]}}}]}}"), null, TimeSpan.Zero, null));
    }
}
