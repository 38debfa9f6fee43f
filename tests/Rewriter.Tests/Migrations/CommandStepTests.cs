using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>Commands of a migration, with real programs: git is on every machine that works on this project.</summary>
public sealed class CommandStepTests : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_command_runs_in_the_repository_and_is_taken_back_by_its_undo()
    {
        var phase = Load("argv: [git, init, --quiet, made]\nundo: [git, init, --quiet, unmade]");

        var report = await _harness.ApplyAsync(phase);

        Assert.Equal(PhaseStatus.Done, report.Status);
        Assert.True(Directory.Exists(Path.Combine(_harness.Folder, "made", ".git")));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.True(Directory.Exists(Path.Combine(_harness.Folder, "unmade", ".git")));
    }

    [Fact]
    public async Task Without_consent_nothing_runs_and_nothing_is_recorded()
    {
        var phase = Load("argv: [git, init, --quiet, made]\nundo: [git, --version]");
        _harness.AllowCommands = false;

        var plan = await _harness.PlanAsync(phase);
        var refused = await _harness.ApplyAsync(phase);

        Assert.Equal(["git init --quiet made"], plan.Commands.Select(c => c.Line.Text));
        Assert.Equal((PhaseStatus.Refused, "RW3025"), (refused.Status, Assert.Single(refused.Diagnostics).Id));
        Assert.False(Directory.Exists(Path.Combine(_harness.Folder, "made")));
        Assert.Empty(_harness.Session().Ledger.Entries);
    }

    [Fact]
    public async Task A_rollback_needs_consent_for_its_commands_too()
    {
        var phase = Load("argv: [git, --version]\nundo: [git, init, --quiet, unmade]");
        await _harness.ApplyAsync(phase);
        _harness.AllowCommands = false;

        Assert.Equal((PhaseStatus.Refused, "RW3025"), (await _harness.RollBackAsync(phase)) is var back ? (back.Status, back.Diagnostics[0].Id) : default);
        Assert.Equal(PhaseProgress.Done, _harness.Progress(phase));
    }

    [Fact]
    public async Task What_is_done_already_is_adopted_and_not_taken_back()
    {
        var phase = Load("argv: [git, init, --quiet, made]\ncheck: [git, --version]\nundo: [git, init, --quiet, unmade]");

        Assert.Equal(StepOutcome.Adopted, Assert.Single((await _harness.ApplyAsync(phase)).Steps).Result.Outcome);
        await _harness.RollBackAsync(phase);

        Assert.Empty(Directory.GetDirectories(_harness.Folder));
    }

    [Fact]
    public async Task An_exit_code_that_is_not_expected_fails_and_an_expected_one_does_not()
    {
        var failed = await _harness.ApplyAsync(Load("argv: [git, no-such-command]\nirreversible: it does nothing"));
        Assert.Equal((PhaseStatus.Stopped, "RW3026"), (failed.Status, failed.Diagnostics[^1].Id));
        Assert.Contains("no-such-command", failed.Diagnostics[^1].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("is not a git command", _harness.Session().Ledger.Entries[^1].Summary, StringComparison.Ordinal);

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(Load("argv: [git, no-such-command]\nirreversible: it does nothing\nexpect: [1]"))).Status);
    }

    [Fact]
    public async Task The_part_of_the_output_that_matches_is_evidence_and_no_match_fails()
    {
        var ran = await _harness.ApplyAsync(Load("argv: [git, --version]\nirreversible: it changes nothing\noutput: version [0-9]+"));
        Assert.StartsWith("version ", Assert.Single(Assert.Single(ran.Steps).Result.Evidence), StringComparison.Ordinal);

        var other = new PhaseHarness();
        using (other)
        {
            var phase = other.Load(Text("argv: [git, --version]\nirreversible: it changes nothing\noutput: nonsense")).Phases[0];
            Assert.Equal(PhaseStatus.Stopped, (await other.ApplyAsync(phase)).Status);
        }
    }

    [Fact]
    public async Task A_secret_of_the_environment_reaches_the_command_and_nothing_else()
    {
        const string Secret = "s3cret-value";
        _harness.Environment = _harness.Environment.SetItem("GIT_AUTHOR_NAME", Secret).SetItem("OTHER_SECRET", "hidden-one");
        var phase = Load("argv: [git, var, GIT_AUTHOR_IDENT]\nenvironment: [GIT_AUTHOR_NAME]\nredact: [GIT_AUTHOR_NAME]\nirreversible: it changes nothing\noutput: '.*<'");

        var report = await _harness.ApplyAsync(phase);

        Assert.Equal("*** <", Assert.Single(Assert.Single(report.Steps).Result.Evidence));
        Assert.DoesNotContain(Secret, File.ReadAllText(_harness.LedgerPath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_not_there_is_missed_before_anything_runs()
    {
        var phase = Load("argv: [git, --version]\nenvironment: [NO_SUCH_VARIABLE_HERE]\nirreversible: it changes nothing");

        Assert.Equal("RW3027", Assert.Single((await _harness.ApplyAsync(phase)).Diagnostics).Id);
        Assert.Empty(_harness.Session().Ledger.Entries);
    }

    [Fact]
    public async Task A_program_that_is_missing_could_not_be_tried()
    {
        var report = await _harness.ApplyAsync(Load("argv: [no-such-program-anywhere]\nirreversible: it is not there"));

        Assert.Equal(StepOutcome.Errored, Assert.Single(report.Steps).Result.Outcome);
        Assert.Contains("not on PATH", report.Diagnostics[^1].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", StepOutcome.Inconclusive)]
    [InlineData("\nidempotent: true", StepOutcome.Succeeded)]
    [InlineData("\ncheck: [git, --version]", StepOutcome.Adopted)]
    [InlineData("\ncheck: [git, no-such-command]", StepOutcome.Succeeded)]
    public async Task A_process_that_died_inside_is_decided_by_the_check_or_by_being_idempotent(string more, StepOutcome outcome)
    {
        var phase = Load("argv: [git, init, --quiet, made]\nundo: [git, init, --quiet, unmade]" + more);
        var ledger = _harness.Session().Ledger;
        ledger.Append(LedgerEvent.PhaseBegun, "m", "p", null, "p");
        ledger.Append(LedgerEvent.StepBegun, "m", "p", "run", "run", operation: "0002-p-run", digest: phase.Steps[0].Header.Digest);

        var report = await _harness.ApplyAsync(phase);
        Assert.Equal(outcome, Assert.Single(report.Steps).Result.Outcome);
        Assert.Equal(outcome == StepOutcome.Inconclusive ? PhaseStatus.Inconclusive : PhaseStatus.Done, report.Status);

        // Its act may have been done, so it is taken back in each case.
        await _harness.RollBackAsync(phase);
        Assert.True(Directory.Exists(Path.Combine(_harness.Folder, "unmade")));
    }

    [Fact]
    public async Task What_is_inconclusive_stays_so_until_a_person_says_what_happened()
    {
        var phase = Load("argv: [git, init, --quiet, made]\nundo: [git, init, --quiet, unmade]");
        var ledger = _harness.Session().Ledger;
        ledger.Append(LedgerEvent.PhaseBegun, "m", "p", null, "p");
        ledger.Append(LedgerEvent.StepBegun, "m", "p", "run", "run", operation: "0002-p-run", digest: phase.Steps[0].Header.Digest);

        Assert.Equal(PhaseStatus.Inconclusive, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal(PhaseStatus.Inconclusive, (await _harness.ApplyAsync(phase)).Status);
        Assert.Null(new StepDecisions(_harness.Session()).Resolve(phase, phase.Steps[0], applied: false, "alice", "there is no folder", []));
        Assert.Equal(StepOutcome.Succeeded, Assert.Single((await _harness.ApplyAsync(phase)).Steps).Result.Outcome);
        Assert.Equal("RW3029", new StepDecisions(_harness.Session()).Resolve(phase, phase.Steps[0], applied: true, "alice", "again", [])!.Id);
    }

    [Fact]
    public async Task A_step_resolved_as_applied_is_gone_past_and_taken_back()
    {
        var phase = Load("argv: [git, init, --quiet, made]\nundo: [git, init, --quiet, unmade]");
        var ledger = _harness.Session().Ledger;
        ledger.Append(LedgerEvent.PhaseBegun, "m", "p", null, "p");
        ledger.Append(LedgerEvent.StepBegun, "m", "p", "run", "run", operation: "0002-p-run", digest: phase.Steps[0].Header.Digest);
        await _harness.ApplyAsync(phase);

        Assert.Null(new StepDecisions(_harness.Session()).Resolve(phase, phase.Steps[0], applied: true, "alice", "the folder is there", ["made/.git"]));
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.False(Directory.Exists(Path.Combine(_harness.Folder, "made")));
        await _harness.RollBackAsync(phase);
        Assert.True(Directory.Exists(Path.Combine(_harness.Folder, "unmade")));
    }

    [Theory]
    [InlineData("argv: [git]", "RW3032 10")]
    [InlineData("argv: [git]\nundo: [git]\nirreversible: no", "RW3032 10")]
    [InlineData("argv: [git, '${nothing}']\nirreversible: no", "RW2006 10")]
    [InlineData("argv: [git, '${token}']\nredact: [token]\nirreversible: no", "RW3033 10")]
    [InlineData("argv: [git]\nirreversible: no\ncwd: ../elsewhere", "RW2012 12")]
    [InlineData("argv: [git]\nirreversible: no\nenvironment: ['A=b']", "RW2012 12")]
    [InlineData("argv: [git]\nirreversible: no\nexpect: [x]", "RW2004 12")]
    [InlineData("argv: [git]\nirreversible: no\noutput: '('", "RW2012 12")]
    public void A_mistake_in_a_command_is_reported_at_its_place(string keys, string mistake) => Assert.Contains(mistake, PhaseHarness.MistakesOf(Text(keys)));

    private Phase Load(string keys) => _harness.Load(Text(keys)).Phases[0];

    private static string Text(string keys) => PhaseHarness.OneStep("kind: command\n" + keys);
}
