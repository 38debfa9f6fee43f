using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

/// <summary>The monolith on its way to modules, from the first phase to the last and back, with everything real.</summary>
public sealed class ZemoTests(ZemoTests.Stages stages) : IClassFixture<ZemoTests.Stages>, IDisposable
{
    private const string Proxy = "deploy/proxy/10-traffic.cfg";

    private ExampleRepository _zemo = ExampleRepository.Copy("zemo");
    private string _url = "sqlite:data/target.db";

    public void Dispose() => _zemo.Dispose();

    [ZemoFact(postgres: true)]
    public async Task All_phases_go_to_their_end_on_postgresql_and_back()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var site = await TestSite.StartAsync();
        site.Handler = context => context.Response.WriteAsync("{\"status\":\"ok\"}");
        _url = postgres.Url;
        Hurry();
        var start = _zemo.Tree();

        await PassAsync("phase0", "owner");
        await PassAsync("phase1", "operations");
        Assert.Equal("pgcrypto,uuid-ossp", await postgres.AskAsync("SELECT string_agg(extname, ',' ORDER BY extname) FROM pg_extension WHERE extname IN ('pgcrypto', 'uuid-ossp')"));
        await PassAsync("phase2", "architect");
        Assert.Equal("3", await postgres.AskAsync("SELECT count(*) FROM jobs"));
        Assert.Equal("оля@example.org", await postgres.AskAsync("SELECT email FROM users WHERE id = 2"));
        (await MonolithWritesAsync("pipeline")).Expect(0);
        Assert.Equal("pipeline", await postgres.AskAsync("SELECT kind FROM jobs WHERE id = 4"));
        await PassAsync("phase3", "lead", $"site={site.Url}");
        await PassAsync("phase4", "lead");

        (await RunAsync("apply", "phase5", "--set", $"site={site.Url}")).Expect(1);
        (await RunAsync("approve", "phase5", "--as", "owner", "--confirm", "1")).Expect(0);
        Assert.Contains("needs 2 of architect, owner, has 1", (await RunAsync("resume")).Expect(1).Output, StringComparison.Ordinal);
        (await RunAsync("approve", "phase5", "--as", "architect", "--confirm", "2")).Expect(0);
        (await RunAsync("resume")).Expect(0);
        Assert.Contains("zemo-api:8000 check weight 100", _zemo.Read("deploy/proxy/10-traffic.cfg"), StringComparison.Ordinal);
        Assert.Contains("read-only", (await MonolithWritesAsync("serp")).Expect(1).Errors, StringComparison.Ordinal);
        Assert.Contains("All phases are done.", (await RunAsync("status")).Expect(0).Output, StringComparison.Ordinal);
        AssertNoSecret("s3cret-pw");

        await AssertGoesBackAsync(postgres, start);
    }

    [ZemoFact]
    public async Task Too_little_availability_stops_before_the_switch()
    {
        await using var site = await TestSite.StartAsync();
        site.Handler = context =>
        {
            // One of a hundred copies of a request meets an error.
            context.Response.StatusCode = context.Request.Path == "/jobs" && site.Requests % 50 == 2 ? 503 : 200;
            return context.Response.WriteAsync("{\"status\":\"ok\"}");
        };
        await BeforeTrafficAsync();

        var stopped = (await RunAsync("apply", "phase5", "--set", $"site={site.Url}")).Expect(2);

        Assert.Contains("RW3030", stopped.Errors, StringComparison.Ordinal);
        Assert.Contains("zemo-api:8000 check weight 0", _zemo.Read("deploy/proxy/10-traffic.cfg"), StringComparison.Ordinal);
        (await RunAsync("rollback", "phase5")).Expect(0);
        Assert.Contains("\"shadow\": \"false\"", _zemo.Read("config/flags.json"), StringComparison.Ordinal);
    }

    [ZemoFact]
    public async Task Data_that_differs_stops_the_phase_and_it_goes_on_once_it_is_the_same()
    {
        await BeforeDataAsync();
        _zemo.Edit("scripts/etl.py", "rows = database.source().rows(table, columns)", "rows = database.source().rows(table, columns)[:2]");

        var stopped = (await RunAsync("apply", "phase2")).Expect(2);
        Assert.Contains("RW3031", stopped.Errors, StringComparison.Ordinal);
        Assert.Contains("1 of 3 lines differ: jobs: 3 ", stopped.Errors, StringComparison.Ordinal);

        _zemo.Edit("scripts/etl.py", "(table, columns)[:2]", "(table, columns)");
        (await ScriptAsync("etl.py", "run")).Expect(0);
        Assert.Contains("3 lines are the same", (await RunAsync("resume")).Expect(1).Output, StringComparison.Ordinal);
    }

    [ZemoFact]
    public async Task A_restored_backup_waits_for_people_in_the_middle_of_the_rollback()
    {
        await BeforeTrafficAsync();
        (await RunAsync("apply", "phase5", "--set", "restore=before-switch")).Expect(1);
        await MonolithWritesAsync("lost");

        var waits = (await RunAsync("rollback", "phase5")).Expect(1);
        Assert.Contains("waiting losses", waits.Output, StringComparison.Ordinal);
        Assert.Contains("4 ", await ChecksumsAsync("target", "jobs"), StringComparison.Ordinal);
        (await RunAsync("approve", "phase5", "losses", "--as", "owner", "--confirm", "all")).Expect(0);
        var back = (await RunAsync("rollback", "phase5")).Expect(0);

        Assert.Contains("3 ", await ChecksumsAsync("target", "jobs"), StringComparison.Ordinal);
        Assert.DoesNotContain("pause-queues", back.Output, StringComparison.Ordinal);
        Assert.Contains("- rollback: API, worker, database are back", _zemo.Read("docs/runbook.md"), StringComparison.Ordinal);
    }

    [ZemoFact]
    public async Task The_weeks_are_waited_for_without_a_process()
    {
        await BeforeTrafficAsync();
        _zemo.Edit("rewrite.yaml", "for: 1s", "for: 14d");
        (await RunAsync("apply", "phase5")).Expect(1);
        foreach (var name in new[] { "owner", "architect" }) (await RunAsync("approve", "phase5", "--as", name, "--confirm", "all")).Expect(0);

        Assert.Contains("waiting weeks", (await RunAsync("resume")).Expect(1).Output, StringComparison.Ordinal);
        var status = (await RunAsync("status")).Expect(1).Output;
        Assert.Contains("another 13 d 23 h", (await RunAsync("resume")).Expect(1).Output, StringComparison.Ordinal);
        Assert.Contains("Next: rewrite resume, once 'weeks' need not wait any more, or rewrite rollback phase5", status, StringComparison.Ordinal);
        (await RunAsync("rollback", "phase5")).Expect(0);
        Assert.Contains("zemo-app:8000 check weight 100", _zemo.Read("deploy/proxy/10-traffic.cfg"), StringComparison.Ordinal);
    }

    [ZemoFact]
    public async Task A_kill_inside_any_step_of_the_data_phase_is_resumed_or_taken_back()
    {
        await BeforeDataAsync();
        var start = _zemo.Tree();

        // Every fifth write point of about thirty: before, inside and behind each of its commands.
        var killed = 0;
        foreach (var point in Enumerable.Range(0, 7).Select(n => 4 + (5 * n)))
        {
            using var copy = _zemo.Clone();
            var run = await RewriteCommand.RunKilledAsync(copy.Folder, point, Database, "apply", "phase2", "--allow-commands");
            if (run.ExitCode is 0 or 1) continue;
            killed++;
            if (point % 2 == 0)
            {
                var resumed = await RewriteCommand.RunWithAsync(copy.Folder, Database, "apply", "phase2", "--allow-commands");
                Assert.True(resumed.ExitCode == 1 && resumed.Output.Contains("waiting data-good", StringComparison.Ordinal), $"killed at {point}: {resumed.Output}{resumed.Errors}");
            }

            var back = await RewriteCommand.RunWithAsync(copy.Folder, Database, "rollback", "phase2", "--allow-commands");
            Assert.True(back.ExitCode == 0 || back.Errors.Contains("RW3012", StringComparison.Ordinal), $"killed at {point}: {back.Output}{back.Errors}");
            Assert.Equal(Sources(start), Sources(copy.Tree()));
        }

        Assert.True(killed >= 4, $"only {killed} write points were killed");
    }

    [ZemoTheory]
    [InlineData("phase1", "scripts/monolith.py create", false)]
    [InlineData("phase1", "scripts/backup.py make foundation", true)]
    [InlineData("phase2", "scripts/migrate.py up", true)]
    [InlineData("phase2", "scripts/etl.py run", false)]
    public async Task A_process_that_dies_before_or_behind_what_a_command_does_is_resumed_and_taken_back(string phase, string command, bool behind)
    {
        if (OperatingSystem.IsWindows()) return; // The program that kills its parent is a script for sh.
        if (phase == "phase2") await BeforeDataAsync();
        else await PassAsync("phase0", "owner");
        var start = _zemo.Tree();
        using var tools = ExampleRepository.Empty();
        var python = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(f => Path.Combine(f, "python3")).First(File.Exists);
        tools.Write("python3", $"#!/bin/sh\n{(behind ? $"'{python}' \"$@\"; code=$?\n" : string.Empty)}[ \"$*\" = '{command}' ] && kill -9 $PPID && exit 1\n{(behind ? "exit $code" : $"exec '{python}' \"$@\"")}\n");
        File.SetUnixFileMode(tools.PathOf("python3"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(137, (await RewriteCommand.RunWithAsync(_zemo.Folder, [.. Database, ("PATH", tools.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"))], "apply", phase, "--allow-commands")).ExitCode);

        var gate = phase == "phase2" ? "waiting data-good" : "waiting founded";
        Assert.Contains(gate, (await RunAsync("resume")).Expect(1).Output, StringComparison.Ordinal);
        if (phase == "phase2") Assert.Equal(await ChecksumsAsync("source", "jobs"), await ChecksumsAsync("target", "jobs"));
        (await RunAsync("rollback", phase)).Expect(0);
        Assert.Equal(Sources(start), Sources(_zemo.Tree()));
    }

    [ZemoFact]
    public async Task A_process_that_dies_while_the_traffic_is_halfway_goes_on_and_is_taken_back()
    {
        await BeforeTrafficAsync();
        var start = _zemo.Tree();
        await using var site = await TestSite.StartAsync();
        site.Handler = context => context.Response.WriteAsync("{\"status\":\"ok\"}");
        (await RunAsync("apply", "phase5", "--set", $"site={site.Url}")).Expect(1);
        foreach (var name in new[] { "owner", "architect" }) (await RunAsync("approve", "phase5", "--as", name, "--confirm", "all")).Expect(0);
        using var process = RewriteCommand.Start(_zemo.Folder, Database, "resume", "--allow-commands");
        site.Handler = context =>
        {
            if (_zemo.Read(Proxy).Contains("zemo-api:8000 check weight 50", StringComparison.Ordinal)) process.Kill();
            return context.Response.WriteAsync("{\"status\":\"ok\"}");
        };
        await process.WaitForExitAsync();
        Assert.Contains("zemo-app:8000 check weight 50", _zemo.Read(Proxy), StringComparison.Ordinal);

        site.Handler = context => context.Response.WriteAsync("{\"status\":\"ok\"}");
        (await RunAsync("resume")).Expect(0);
        Assert.Contains("zemo-api:8000 check weight 100", _zemo.Read(Proxy), StringComparison.Ordinal);
        (await RunAsync("rollback", "phase5")).Expect(0);
        Assert.Contains("zemo-app:8000 check weight 100", _zemo.Read(Proxy), StringComparison.Ordinal);
        Assert.Equal(Sources(start).Where(l => !l.EndsWith("config/flags.json", StringComparison.Ordinal)), Sources(_zemo.Tree()).Where(l => !l.EndsWith("config/flags.json", StringComparison.Ordinal)));
    }

    [ZemoFact]
    public async Task A_report_tells_what_was_done_decided_and_seen_in_every_form()
    {
        await BeforeDataAsync();
        (await RunAsync("apply", "phase2")).Expect(1);
        (await RunAsync("approve", "phase2", "--as", "owner", "--reject", "--because", "<b>jobs</b> were not looked at")).Expect(0);

        var json = JsonNode.Parse((await RunAsync("report", "--format", "json")).Expect(0).Output)!;
        var markdown = (await RunAsync("report", "--format", "markdown")).Expect(0).Output;
        (await RunAsync("report", "--format", "html", "--out", "report.html")).Expect(0);
        var html = _zemo.Read("report.html");

        Assert.Equal("succeeded", json["phases"]![2]!["steps"]![3]!["state"]!.GetValue<string>());
        Assert.Equal("rejected", json["phases"]![2]!["steps"]![5]!["decisions"]![0]!["what"]!.GetValue<string>());
        Assert.Contains("| Schemas do not fit", markdown.Replace("- Schemas", "| Schemas", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("7 rows carried over", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;jobs&lt;/b&gt; were not looked at", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-check", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private Task BeforeDataAsync() => BeginAsync(stages.BeforeData, "phase0", "phase1");

    private Task BeforeTrafficAsync() => BeginAsync(stages.BeforeTraffic, "phase0", "phase1", "phase2", "phase3", "phase4");

    // The phases before are gone through once for all tests that begin behind them.
    private async Task BeginAsync(SharedStart start, params string[] phases)
    {
        _zemo.Dispose();
        _zemo = await start.CopyAsync(async () =>
        {
            _zemo = ExampleRepository.Copy("zemo");
            Hurry();
            foreach (var phase in phases) await PassAsync(phase, "owner");
            return _zemo;
        });
    }

    private (string, string)[] Database => [("DATABASE_URL", _url), ("PATH", (PostgresServer.Programs is { } p ? p + Path.PathSeparator : string.Empty) + Environment.GetEnvironmentVariable("PATH"))];

    // The rests of days would outlast the test; nothing else is changed.
    private void Hurry()
    {
        _zemo.Edit("rewrite.yaml", "for: 14d", "for: 1s");
        _zemo.Edit("rewrite.yaml", "window: 24h\n        every: 10m\n        minimum: 3", "window: 1s\n        every: 100ms\n        minimum: 1");
        _zemo.Edit("rewrite.yaml", "hold: 30m", "hold: 100ms");
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => RewriteCommand.RunWithAsync(_zemo.Folder, Database, [.. arguments, "--allow-commands"]);

    private async Task PassAsync(string phase, string by, params string[] settings)
    {
        (await RunAsync(["apply", phase, .. settings.SelectMany(s => new[] { "--set", s })])).Expect(1);
        (await RunAsync("approve", phase, "--as", by, "--confirm", "all")).Expect(0);
        (await RunAsync("resume")).Expect(0);
    }

    private Task<CommandResult> MonolithWritesAsync(string kind) => ScriptAsync("monolith.py", "write", kind);

    private Task<CommandResult> ScriptAsync(string name, params string[] arguments) => RewriteCommand.RunProgramAsync("python3", _zemo.Folder, Database, [Path.Combine("scripts", name), .. arguments]);

    private async Task<string> ChecksumsAsync(string side, string table) =>
        (await ScriptAsync("checksums.py", side)).Expect(0).Output.Split('\n').First(l => l.StartsWith(table, StringComparison.Ordinal))[(table.Length + 1)..];

    private async Task AssertGoesBackAsync(PostgresServer postgres, string start)
    {
        var order = (await RunAsync("rollback", "phase5")).Expect(0).Output.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 1 && w[0] == "done").Select(w => w[1]).ToList();
        Assert.Equal(["switch", "shadow", "pause-queues", "snapshot", "stop-monolith", "read-only", "drain", "tell", "incident"], order.Take(9));
        Assert.Contains("zemo-app:8000 check weight 100", _zemo.Read("deploy/proxy/10-traffic.cfg"), StringComparison.Ordinal);
        Assert.Contains("- incident: the move is taken back\n- rollback: API, worker, database are back", _zemo.Read("docs/runbook.md"), StringComparison.Ordinal);
        foreach (var phase in new[] { "phase4", "phase3", "phase2", "phase1", "phase0" }) (await RunAsync("rollback", phase)).Expect(0);

        Assert.Equal("0", await postgres.AskAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
        Assert.Equal("0", await postgres.AskAsync("SELECT count(*) FROM pg_extension WHERE extname IN ('pgcrypto', 'uuid-ossp')"));
        Assert.Contains("4 ", await ChecksumsAsync("source", "jobs"), StringComparison.Ordinal);
        Assert.Equal(Sources(start), Sources(_zemo.Tree()));
    }

    // Data and backups are kept, and the runbook says what happened.
    private static IEnumerable<string> Sources(string tree) =>
        tree.Split('\n').Where(l => !l.Contains(" data/", StringComparison.Ordinal) && !l.Contains(" backups/", StringComparison.Ordinal) && !l.Contains("__pycache__", StringComparison.Ordinal) && !l.EndsWith("docs/runbook.md", StringComparison.Ordinal));

    private void AssertNoSecret(string secret)
    {
        foreach (var file in Directory.EnumerateFiles(_zemo.Folder, "*", SearchOption.AllDirectories)) Assert.DoesNotContain(secret, File.ReadAllText(file), StringComparison.Ordinal);
    }

    /// <summary>What the tests of this class begin with.</summary>
    public sealed class Stages : IDisposable
    {
        internal SharedStart BeforeData { get; } = new();

        internal SharedStart BeforeTraffic { get; } = new();

        public void Dispose()
        {
            BeforeData.Dispose();
            BeforeTraffic.Dispose();
        }
    }
}
