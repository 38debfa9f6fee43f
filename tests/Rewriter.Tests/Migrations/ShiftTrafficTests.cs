using System.Globalization;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;

namespace Rewriter.Tests.Migrations;

/// <summary>Traffic that is shifted in stages by weights in files and by commands.</summary>
public sealed class ShiftTrafficTests : IDisposable
{
    private const string Gateway = """
        // The gateway's routes.
        export const agent = { production: 100, canary: 0 };
        export const other = { production: 100, canary: 0 };

        """;

    private const string Anchored = """
        kind: shift-traffic
        driver: file
        weights:
        - { file: mesh/gateway.ts, after: 'agent = { production: ', of: old }
        - { file: mesh/gateway.yaml, path: routes.agent.canary }
        stages: [10, 50, 100]
        """;

    private readonly PhaseHarness _harness = new();

    public ShiftTrafficTests()
    {
        _harness.Write("mesh/gateway.ts", Gateway);
        _harness.Write("mesh/gateway.yaml", "routes:\n  agent:\n    canary: 0   # percent\n");
    }

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Weights_in_files_change_at_their_places_and_nothing_else_does()
    {
        var phase = Load(Anchored);

        Assert.Equal(2, (await _harness.PlanAsync(phase)).Files.Length);
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);

        Assert.Equal(Gateway.Replace("agent = { production: 100", "agent = { production: 0", StringComparison.Ordinal), _harness.Read("mesh/gateway.ts"));
        Assert.Equal("routes:\n  agent:\n    canary: 100   # percent\n", _harness.Read("mesh/gateway.yaml"));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal(Gateway, _harness.Read("mesh/gateway.ts"));
        Assert.Equal("routes:\n  agent:\n    canary: 0   # percent\n", _harness.Read("mesh/gateway.yaml"));
    }

    [Fact]
    public async Task A_rest_of_days_counts_over_processes()
    {
        var phase = Load(Anchored + "\nhold: 7d");

        Assert.Equal(PhaseStatus.Waiting, (await _harness.ApplyAsync(phase)).Status);
        Assert.Contains("canary: 10 ", _harness.Read("mesh/gateway.yaml"), StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromDays(3), _harness.Time);
        Assert.Equal(PhaseStatus.Waiting, (await _harness.ApplyAsync(phase)).Status);
        await Task.Delay(TimeSpan.FromDays(4), _harness.Time);
        Assert.Equal(PhaseStatus.Waiting, (await _harness.ApplyAsync(phase)).Status);
        Assert.Contains("canary: 50 ", _harness.Read("mesh/gateway.yaml"), StringComparison.Ordinal);
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Contains("canary: 0 ", _harness.Read("mesh/gateway.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_fails_brings_the_recorded_split_back()
    {
        _harness.Write("mesh/gateway.yaml", "routes:\n  agent:\n    canary: 3\n");
        _harness.Http = new Errors("0.1", "0.2", "9");
        var phase = Load(Anchored + "\nhold: 30s\nchecks:\n- { id: errors, kind: metric-gate, url: 'http://127.0.0.1/errors', atMost: 1 }");

        var report = await _harness.ApplyAsync(phase);

        Assert.Equal((PhaseStatus.Stopped, "RW3030"), (report.Status, report.Diagnostics[^1].Id));
        Assert.Contains("at 100 %: errors", report.Steps[0].Result.Summary, StringComparison.Ordinal);
        Assert.Equal(Gateway, _harness.Read("mesh/gateway.ts"));
        Assert.Equal("routes:\n  agent:\n    canary: 3\n", _harness.Read("mesh/gateway.yaml"));
    }

    [Fact]
    public async Task A_process_that_died_between_two_files_of_a_stage_goes_on_and_can_be_taken_back()
    {
        foreach (var back in new[] { false, true })
        {
            using var harness = new PhaseHarness();
            harness.Write("mesh/gateway.ts", Gateway.Replace("production: 100", "production: 90", StringComparison.Ordinal));
            harness.Write("mesh/gateway.yaml", "routes:\n  agent:\n    canary: 0\n");
            var phase = harness.Load(PhaseHarness.OneStep(Anchored)).Phases[0];
            var ledger = harness.Session().Ledger;
            ledger.Append(LedgerEvent.PhaseBegun, "m", "p", null, "p");
            ledger.Append(LedgerEvent.StepBegun, "m", "p", "run", "run", operation: "0002-p-run", digest: phase.Steps[0].Header.Digest, undo: new TrafficProgress("100 0", -1, harness.Time.GetUtcNow()).ToJson());

            if (!back) Assert.Equal(PhaseStatus.Done, (await harness.ApplyAsync(phase)).Status);
            Assert.Equal(PhaseStatus.RolledBack, (await harness.RollBackAsync(phase)).Status);
            Assert.Contains("production: 100, canary", harness.Read("mesh/gateway.ts"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_weight_that_somebody_else_set_is_not_taken_back()
    {
        var phase = Load(Anchored);
        await _harness.ApplyAsync(phase);
        _harness.Write("mesh/gateway.yaml", "routes:\n  agent:\n    canary: 77\n");

        Assert.Equal("RW0006", (await _harness.RollBackAsync(phase)).Diagnostics[^1].Id);
        Assert.Contains("canary: 77", _harness.Read("mesh/gateway.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ file: mesh/gateway.ts, after: 'canary: ' }", "2 times")]
    [InlineData("{ file: mesh/gateway.ts, after: 'nowhere: ' }", "0 times")]
    [InlineData("{ file: mesh/gateway.ts, after: 'export const agent' }", "no whole number")]
    [InlineData("{ file: mesh/gateway.yaml, path: routes.*.nothing }", "0 values")]
    [InlineData("{ file: mesh/none.ts, after: x }", "no file")]
    public async Task A_place_that_is_not_clear_is_refused_in_the_plan(string weight, string why)
    {
        var plan = await _harness.PlanAsync(Load($"kind: shift-traffic\ndriver: file\nweights: [{weight}]"));

        Assert.True(plan.IsBlocked);
        Assert.Contains(why, Assert.Single(plan.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gateway.json", "{\n  \"canary\": 0\n}\n", "canary")]
    [InlineData("gateway.tfvars", "canary = 0\n", "canary")]
    [InlineData("gateway.toml", "[agent]\ncanary = 0\n", "agent.canary")]
    [InlineData("gateway.env", "CANARY=0\n", "CANARY")]
    public async Task A_weight_of_each_language_can_be_named_by_its_path(string file, string text, string path)
    {
        _harness.Write(file, text);
        var phase = Load($"kind: shift-traffic\ndriver: file\nweights: [{{ file: {file}, path: {path} }}]\nstages: [25]");

        var report = await _harness.ApplyAsync(phase);

        Assert.True(report.Status == PhaseStatus.Done, string.Join('\n', report.Diagnostics));
        Assert.Equal(text.Replace('0', '#').Replace("#", "25", StringComparison.Ordinal), _harness.Read(file));
    }

    [Fact]
    public async Task Commands_read_and_set_the_share()
    {
        await GitAsync("init", "--quiet", ".");
        await GitAsync("config", "gateway.share", "5");
        var phase = Load("kind: shift-traffic\ndriver: command\nget: [git, config, gateway.share]\nset: [git, config, gateway.share, '${share}']\nstages: [50, 100]");

        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);
        Assert.Equal("100", await GitAsync("config", "gateway.share"));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal("5", await GitAsync("config", "gateway.share"));
    }

    [Fact]
    public async Task Each_stage_makes_its_commit_and_a_commit_that_was_refused_is_made_by_the_next_run()
    {
        await RepositoryAsync();
        var hook = Path.Combine(_harness.Folder, ".git", "hooks", "pre-commit");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        await File.WriteAllTextAsync(hook, "#!/bin/sh\nexit 1\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var phase = Load(Anchored + "\ncommit: 'Gateway ${share}'");

        var refused = await _harness.ApplyAsync(phase);
        Assert.Equal((PhaseStatus.Stopped, "RW3026"), (refused.Status, refused.Diagnostics[^1].Id));
        File.Delete(hook);
        Assert.Equal(PhaseStatus.Done, (await _harness.ApplyAsync(phase)).Status);

        Assert.Equal("Gateway 100\nGateway 50\nGateway 10\nStart", await GitAsync("log", "--format=%s"));
        Assert.Equal("mesh/gateway.ts\nmesh/gateway.yaml", await GitAsync("diff", "--name-only", "HEAD~3", "HEAD"));
        Assert.Equal(PhaseStatus.RolledBack, (await _harness.RollBackAsync(phase)).Status);
        Assert.Equal("Revert: Gateway 0", await GitAsync("log", "-1", "--format=%s"));
        Assert.Empty(await GitAsync("diff", "HEAD", "HEAD~4"));
    }

    [Fact]
    public async Task What_a_person_is_changing_in_the_file_is_committed_by_nobody_else()
    {
        await RepositoryAsync();
        var phase = Load(Anchored.Replace("[10, 50, 100]", "[100]", StringComparison.Ordinal) + "\ncommit: 'Gateway ${share}'");
        _harness.Write("mesh/gateway.ts", Gateway.Replace("production: 100, canary: 0 };\nexport const other", "production: 0, canary: 0 };\nexport const other", StringComparison.Ordinal) + "// mine\n");
        _harness.Write("mesh/gateway.yaml", "routes:\n  agent:\n    canary: 100   # percent\n");

        var refused = await _harness.ApplyAsync(phase);

        Assert.Contains(refused.Diagnostics, d => d.Id == "RW3006");
        Assert.Equal("Start", await GitAsync("log", "--format=%s"));
    }

    [Theory]
    [InlineData("kind: shift-traffic", "RW2003 8")]
    [InlineData("kind: shift-traffic\ndriver: file", "RW2003 8")]
    [InlineData("kind: shift-traffic\ndriver: command\nset: [a]", "RW2003 8")]
    [InlineData("kind: shift-traffic\ndriver: file\nweights: [{ file: a }]", "RW2003 11")]
    [InlineData("kind: shift-traffic\ndriver: file\nremote: origin\nweights: [{ file: a, after: b }]", "RW2003 8")]
    [InlineData("kind: shift-traffic\ndriver: file\nweights: [{ file: a, after: b }]\nchecks: [{ id: c, kind: approve }]", "RW2006 12")]
    public void A_mistake_is_reported_at_its_place(string keys, string mistake) => Assert.Contains(mistake, PhaseHarness.MistakesOf(PhaseHarness.OneStep(keys)));

    private Phase Load(string keys) => _harness.Load(PhaseHarness.OneStep(keys)).Phases[0];

    private async Task RepositoryAsync()
    {
        await GitAsync("init", "--quiet", ".");
        await GitAsync("config", "user.name", "Ada");
        await GitAsync("config", "user.email", "ada@example.org");
        await GitAsync("config", "core.autocrlf", "false");
        await GitAsync("add", "--all");
        await GitAsync("commit", "--quiet", "-m", "Start");
    }

    private async Task<string> GitAsync(params string[] arguments) =>
        (await new Rewriter.Git.GitRepository(_harness.Processes, _harness.Folder, _harness.Environment).ReadAsync(arguments, default)).Trim();

    private sealed class Errors(params string[] values) : IHttpProbe
    {
        private int _asked;

        public Task<HttpAnswer> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpAnswer(200, values[_asked++].ToString(CultureInfo.InvariantCulture), null, TimeSpan.Zero, null));
    }
}
