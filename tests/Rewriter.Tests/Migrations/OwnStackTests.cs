using System.Globalization;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Processes;
using Rewriter.Tests.Scanning;

namespace Rewriter.Tests.Migrations;

/// <summary>Stacks that a team describes itself: a file for each generation, or a command.</summary>
public sealed class OwnStackTests : IDisposable
{
    private const string ByFile = "describe: 'infra/stack-{generation}.json'";
    private const string ByCommand = "command: [describe-it, --for, '{generation}']";

    private readonly PhaseHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task A_file_of_the_repository_says_what_the_stack_wants()
    {
        _harness.Write("infra/stack-new.json", Described("new"));

        var plan = await PlanAsync(ByFile);

        Assert.Empty(Codes(plan));
        Assert.Equal(["create beta-app"], plan.Steps.SelectMany(s => s.Result!.Preview!.Changes).Select(c => $"{StackUse.Name(c.Action)} {c.After["name"]}").Distinct());
    }

    [Theory]
    [InlineData("{\n  \"name\": ", "infra/stack-new.json(2,11): error RW4035", "this is not valid JSON")]
    [InlineData("{\n  \"name\": \"n\", \"name\": \"m\" }", "infra/stack-new.json(2,16): error RW4035", "$.name: this key stands twice")]
    [InlineData("[]", "infra/stack-new.json(1,1): error RW4035", "an object is expected")]
    [InlineData("{ \"name\": \"n\", \"generation\": \"new\", \"project\": \"p\",\n  \"resources\": [ { \"adress\": \"a\" } ] }", "infra/stack-new.json(2,20): error RW4035", "(and 4 more)")]
    [InlineData("", "infra/stack-new.json(1,1): error RW4035", "this is not valid JSON")]
    [InlineData("\0", "error RW0003", "binary")]
    public async Task A_file_that_is_no_description_is_refused_with_its_place(string text, string where, string what)
    {
        _harness.Write("infra/stack-new.json", text);

        var problem = Assert.Single((await PlanAsync(ByFile)).Diagnostics, d => d.Severity == DiagnosticSeverity.Error).ToString();

        Assert.StartsWith(where.StartsWith("infra", StringComparison.Ordinal) ? where : "infra/stack-new.json", problem, StringComparison.Ordinal);
        Assert.Contains(where, problem, StringComparison.Ordinal);
        Assert.Contains(what, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_in_plain_text_is_found_in_a_description_and_shown_nowhere()
    {
        _harness.Write("infra/stack-new.json", StackJson.Write(new StackDescription("own", "new", "p",
        [
            new ResourceDeclaration { Address = "version", Role = "version", Type = ResourceTypes.SecretVersion, LogicalName = "v", Inputs = StackMap.Of(("secret", "projects/p/secrets/s"), ("secretData", "t0psecret")) },
        ])));

        var plan = await PlanAsync(ByFile);

        var finding = Assert.Single(plan.Hazards, h => h.Id == "H24");
        Assert.Equal(("infra/stack-new.json", "version: secretData"), (finding.Subject, Assert.Single(finding.Evidence).Text));
        Assert.DoesNotContain("t0psecret", DeploymentJson.Write(plan.Steps[0].Result!.Preview!) + string.Join('\n', plan.Hazards) + string.Join('\n', plan.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generation_without_a_file_is_named_with_the_file_that_is_missing()
    {
        _harness.Write("infra/stack-old.json", Described("old"));

        var problem = Assert.Single((await PlanAsync(ByFile)).Errors);

        Assert.Equal("RW4034", problem.Id);
        Assert.Contains("infra/stack-new.json", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("'new'", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_another_generation_is_refused()
    {
        _harness.Write("infra/stack-new.json", Described("old"));

        Assert.Equal(["RW4038"], Codes(await PlanAsync(ByFile)));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read()
    {
        _harness.Write("infra/stack-new.json", string.Empty);
        using (var file = new FileStream(Path.Combine(_harness.Folder, "infra", "stack-new.json"), FileMode.Open)) file.SetLength(17L * 1024 * 1024);

        Assert.Equal(["RW0002"], Codes(await PlanAsync(ByFile)));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_harness.Folder, "infra", "stack-new.json"));

        Assert.Equal(["RW0011"], Codes(await PlanAsync(ByFile)));
    }

    [Fact]
    public async Task A_link_out_of_the_repository_is_not_followed()
    {
        if (OperatingSystem.IsWindows()) return; // Links need a privilege there.
        using var outside = new TemporaryFolder();
        outside.File("stack.json", Described("new"));
        Directory.CreateDirectory(Path.Combine(_harness.Folder, "infra"));
        File.CreateSymbolicLink(Path.Combine(_harness.Folder, "infra", "stack-new.json"), Path.Combine(outside.Path, "stack.json"));

        var report = await ApplyAsync(ByFile, allow: true);

        Assert.Equal((PhaseStatus.Refused, "RW0004"), (report.Status, Assert.Single(report.Diagnostics).Id));
    }

    [Theory]
    [InlineData("describe: ../stack-{generation}.json", "RW2012 9")]
    [InlineData("describe: /etc/stack-{generation}.json", "RW2012 9")]
    [InlineData("describe: infra/stack.json", "RW2012 9")]
    [InlineData("describe: ''", "RW2012 9")]
    [InlineData("describe: [a, b]", "RW2004 9")]
    [InlineData("program: stub\n    describe: 'a/{generation}.json'", "RW4033 10")]
    [InlineData("describe: 'a/{generation}.json'\n    command: [a, '{generation}']", "RW4033 10")]
    [InlineData("command: [describe-it]", "RW2012 9")]
    [InlineData("command: ['{generation}']", "RW2012 9")]
    [InlineData("command: []", "RW2004 9")]
    [InlineData("command: [a, '{generation}']\n    timeout: soon", "RW2004 10")]
    [InlineData("command: [a, '{generation}']\n    environment: ['A=b']", "RW2012 10")]
    [InlineData("program: stub\n    timeout: 5m", "RW2003 10")]
    [InlineData("program: stub\n    existing: { terraformShow: ../state.json }", "RW2012 10")]
    [InlineData("program: stub\n    existing: { terraformShow: 'state-{generation}.json' }", "RW2012 10")]
    [InlineData("program: stub\n    existing: { pulumiExport: '' }", "RW2012 10")]
    [InlineData("program: stub\n    existing: { pulumiExport: a.json, terraformShow: b.json }", "RW2004 10")]
    [InlineData("program: stub\n    existing: {}", "RW2004 10")]
    [InlineData("program: stub\n    existing: { terraform: a.json }", "RW2002 10", "RW2004 10")]
    [InlineData("program: stub\n    environment: [A]", "RW2003 10")]
    public void A_mistake_in_the_migration_has_its_code_and_line(string keys, params string[] mistakes) =>
        Assert.Equal(mistakes, PhaseHarness.MistakesOf(Migration(keys)));

    [Theory]
    [InlineData("state.json", false)]
    [InlineData("state-{generation}.json", true)]
    [InlineData("states/{state}.json", true)]
    public void Each_generation_with_a_state_of_its_own_has_a_file_of_its_own(string file, bool fits)
    {
        var text = Migration($"program: stub\n    existing: {{ terraformShow: '{file}' }}").Replace("    state: s\n", "    stateRole: bucket\n", StringComparison.Ordinal);

        Assert.Equal(fits ? [] : ["RW2012 10"], PhaseHarness.MistakesOf(text));
        if (fits) Assert.Equal(2, _harness.Load(text).StateFiles.Count());
    }

    [Fact]
    public async Task A_command_is_asked_once_for_a_generation_however_many_steps_need_it()
    {
        var asked = new Asked(_ => new ProcessResult(ProcessEnd.Exited, 0, Described("new"), "building…\n"));

        var report = await ApplyAsync(ByCommand, allow: true, asked);

        Assert.Equal(PhaseStatus.Done, report.Status);
        var request = Assert.Single(asked.Requests);
        Assert.Equal(("describe-it", "--for new", _harness.Folder), (request.Program, string.Join(' ', request.Arguments), request.Folder));
        Assert.True(request.OutputLimit > 0 && request.Timeout == TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Without_consent_no_command_runs_and_a_plan_says_that_it_needs_it_too()
    {
        var asked = new Asked(_ => throw new InvalidOperationException("nobody allowed this"));

        var plan = await PlanAsync(ByCommand, allow: false, asked);
        var report = await ApplyAsync(ByCommand, allow: false, asked);

        var problem = Assert.Single(plan.Errors);
        Assert.Equal("RW4036", problem.Id);
        Assert.Contains("describe-it --for new", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("A plan and a preview need it as well", problem.Descriptor.Description.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal((PhaseStatus.Refused, "RW4036"), (report.Status, Assert.Single(report.Diagnostics).Id));
        Assert.Empty(_harness.Session().Ledger.Entries);
    }

    [Theory]
    [InlineData(ProcessEnd.Exited, 3, "{}", "a\nb\nno such project\n", "exited with 3: a | b | no such project")]
    [InlineData(ProcessEnd.Exited, 3, "{}", "", "exited with 3")]
    [InlineData(ProcessEnd.TimedOut, 137, "", "waiting for the lock\n", "took longer than 5 min 0 s: waiting for the lock")]
    [InlineData(ProcessEnd.TooMuchOutput, 137, "", "", "printed more than 16777216 characters")]
    [InlineData(ProcessEnd.Exited, 0, "Building…\n{}", "", "printed no description: line 1, column 1: $: this is not valid JSON.")]
    [InlineData(ProcessEnd.Exited, 0, "{ \"name\": \"n\",\n \"generation\": 1, \"project\": \"p\", \"resources\": [] }", "", "printed no description: line 2, column 2: $.generation: a string that is not empty is expected here.")]
    public async Task A_command_that_describes_nothing_is_refused_and_says_why(ProcessEnd end, int code, string output, string error, string why)
    {
        var problem = Assert.Single((await PlanAsync(ByCommand, true, new Asked(_ => new ProcessResult(end, code, output, error)))).Errors);

        Assert.Equal("RW4037", problem.Id);
        Assert.EndsWith($"the command that describes stack 'main' in generation 'new' {why}", problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_command_was_given_through_the_environment_is_in_no_error()
    {
        _harness.Environment = _harness.Environment.SetItem("CLOUD_TOKEN", "t0ken-value");
        var asked = new Asked(r => new ProcessResult(ProcessEnd.Exited, 1, string.Empty, $"denied for {r.Environment["CLOUD_TOKEN"]}\n"));

        var problem = Assert.Single((await PlanAsync(ByCommand + "\n    environment: [CLOUD_TOKEN]", true, asked)).Errors).ToString();

        Assert.Contains("denied for ***", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken-value", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_missed_before_the_command_runs()
    {
        var asked = new Asked(_ => throw new InvalidOperationException("it lacks a variable"));

        var problem = Assert.Single((await PlanAsync(ByCommand + "\n    environment: [NO_SUCH_VARIABLE_HERE]", true, asked)).Errors).ToString();

        Assert.Contains("RW4037", problem, StringComparison.Ordinal);
        Assert.Contains("'NO_SUCH_VARIABLE_HERE'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_said_so()
    {
        var problem = Assert.Single((await PlanAsync("command: [no-such-program-anywhere, '{generation}']", true)).Errors).ToString();

        Assert.Contains("RW4037", problem, StringComparison.Ordinal);
        Assert.Contains("not on PATH", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_before_what_a_command_prints_does_no_harm() =>
        Assert.Empty(Codes(await PlanAsync(ByCommand, true, new Asked(_ => new ProcessResult(ProcessEnd.Exited, 0, "\uFEFF" + Described("new"), string.Empty)))));

    [Fact]
    public void The_file_of_a_state_that_generations_share_is_one() =>
        Assert.Equal(["infra/s.json"], _harness.Load(Migration("program: stub\n    existing: { terraformShow: 'infra/{state}.json' }")).StateFiles.Select(f => f.Value));

    [Fact]
    public void The_files_that_describe_stacks_are_known_for_every_generation() =>
        Assert.Equal(["infra/stack-old.json", "infra/stack-new.json"], _harness.Load(Migration(ByFile)).DescriptionFiles.Select(f => f.Value));

    private static string Described(string generation)
    {
        var name = generation == "old" ? "alpha-app" : "beta-app";
        return StackJson.Write(new StackDescription("own", generation, "p", [new ResourceDeclaration
        {
            Address = "google_storage_bucket.app", Role = "bucket", Type = ResourceTypes.Bucket, LogicalName = "app", PhysicalName = name,
            Inputs = StackMap.Of(("name", name), ("location", "EU")),
        }]));
    }

    private static string Migration(string keys) => $$"""
        migration: m
        why: a test
        generations: [old, new]
        roles:
          bucket: { names: { old: alpha-app, new: beta-app } }
        stacks:
          main:
            state: s
            {{keys}}
        phases:
        - id: p
          why: a test
          steps:
          - { id: look, kind: preview }
          - { id: up, kind: apply }
        """;

    private Phase Load(string keys, bool allow, IProcessRunner? processes)
    {
        var phase = _harness.Load(Migration(keys)).Phases[0];
        (_harness.AllowCommands, _harness.Processes) = (allow, processes ?? _harness.Processes);
        return phase;
    }

    private Task<PhasePlan> PlanAsync(string keys, bool allow = true, IProcessRunner? processes = null) => _harness.PlanAsync(Load(keys, allow, processes));

    private Task<PhaseReport> ApplyAsync(string keys, bool allow, IProcessRunner? processes = null) => _harness.ApplyAsync(Load(keys, allow, processes));

    private static IEnumerable<string> Codes(PhasePlan plan) => plan.Errors.Select(d => d.Id);

    private sealed class Asked(Func<ProcessRequest, ProcessResult> answer) : IProcessRunner
    {
        public List<ProcessRequest> Requests { get; } = [];

        public Task<ProcessResult> RunAsync(ProcessRequest request, Action<string>? onOutputLine, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(answer(request));
        }
    }
}
