using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Tests.Shared;

namespace Rewriter.Terraform.Tests;

/// <summary>The example with nine services: the stack beside the old one, planned and applied by the real program.</summary>
public sealed class MindMirrorTests : IDisposable
{
    private const string Old = "envs/default";
    private const string New = "envs/staging";

    private static readonly string[] HardCoded = ["agent", "practices", "celery"];

    private readonly string _top = Directory.CreateTempSubdirectory("rewrite-mindmirror-").FullName;
    private readonly TerraformOptions _options;

    public MindMirrorTests()
    {
        Copy(Path.Combine(PristineExample.FolderOf(RepositoryRoot(), "mindmirror"), "infra"), Infra);
        _options = new TerraformOptions
        {
            Program = TerraformFactAttribute.Program ?? "terraform",
            Folder = Infra,
            BackupFolder = Path.Combine(_top, "backup"),
            Backend = ImmutableSortedDictionary<string, string>.Empty.Add("path", "mindmirror-tofu-state/{state}/default.tfstate"),
        };
    }

    private string Infra => Path.Combine(_top, "infra");

    public void Dispose() => Directory.Delete(_top, recursive: true);

    [TerraformFact]
    public async Task The_parallel_stack_is_nine_creates_beside_the_old_one_and_touches_nothing_else()
    {
        var engine = new TerraformEngine(_options);
        await ApplyAsync(engine, Old);
        var old = Assert.Single(await new TerraformStates(_options).ReadAsync([Old, New], CancellationToken.None));
        Assert.Equal(9, old.Resources.Length);

        // As a plan sees it: the rewritten files are laid over, the folder stays as it is.
        var renamed = Renamed();
        var planned = await new TerraformEngine(_options with { Overlay = () => renamed }).PreviewAsync(Target(New), CancellationToken.None);
        foreach (var (path, bytes) in renamed) await File.WriteAllBytesAsync(Path.Combine(Infra, path), bytes!.Value.ToArray());
        var preview = await engine.PreviewAsync(Target(New), CancellationToken.None);

        Assert.Equal(planned.Digest, preview.Digest);
        Assert.Equal(new ChangeCounts(0, 0, 0, 0, 9, 0, 0, 0), preview.Counts);
        Assert.All(preview.Changes, c => Assert.EndsWith("-auto", c.After["input"]!.Members["name"]!.Text, StringComparison.Ordinal));
        Assert.Contains("module.agent_service.terraform_data.agent_service", preview.Changes.Select(c => c.Address));
        Assert.Contains(Hazards(preview, old, null), h => h.Id == "H1");
        Assert.DoesNotContain(Hazards(preview, old, Old), h => h.Id == "H1");

        var outcome = await engine.ApplyAsync(Target(New), preview.Digest, null, CancellationToken.None);
        Assert.Equal((DeploymentStatus.Succeeded, 9), (outcome.Status, outcome.Applied.Length));
        Assert.True((await engine.VerifyAsync(Target(New), CancellationToken.None)).IsClean);
        var states = await new TerraformStates(_options).ReadAsync([Old, New], CancellationToken.None);
        Assert.Equal(["envs/default", "envs/staging"], states.Select(s => s.Key));
        Assert.Equal((old.Lineage, old.Serial), (states[0].Lineage, states[0].Serial));
        Assert.DoesNotContain(HazardAnalyzer.Analyze(new HazardContext { States = states }), h => h.Id == "H3");

        // The old state with the new names: production would be replaced, delete first.
        var danger = await engine.PreviewAsync(Target(Old), CancellationToken.None);
        Assert.Equal(new ChangeCounts(0, 0, 0, 0, 0, 0, 9, 0), danger.Counts);
        Assert.Equal(9, Hazards(danger, old, null).Count(h => h.Id == "H9"));

        await File.WriteAllTextAsync(Values, (await File.ReadAllTextAsync(Values)).Replace("\"gateway-auto\"", "\"gateway-other\"", StringComparison.Ordinal));
        var drift = await engine.VerifyAsync(Target(New), CancellationToken.None);
        Assert.Equal((DriftKind.NotApplied, "module.gateway.terraform_data.gateway"), (drift.Findings.Single().Kind, drift.Findings[0].Address));
    }

    [TerraformFact]
    public async Task Values_without_the_modules_are_nine_creates_too_and_only_the_names_tell()
    {
        var half = Renamed().Where(f => !f.Key.StartsWith("modules/", StringComparison.Ordinal)).ToList();

        var preview = await new TerraformEngine(_options with { Overlay = () => half }).PreviewAsync(Target(New), CancellationToken.None);

        Assert.Equal(new ChangeCounts(0, 0, 0, 0, 9, 0, 0, 0), preview.Counts);
        Assert.Equal(3, preview.Changes.Count(c => !c.After["input"]!.Members["name"]!.Text!.EndsWith("-auto", StringComparison.Ordinal)));
    }

    [TerraformFact]
    public async Task A_played_phase_sees_its_own_apply_as_done_and_does_nothing_real()
    {
        var simulation = new RehearsedEngine(new TerraformEngine(_options));
        var preview = await simulation.PreviewAsync(Target(New), CancellationToken.None);

        var outcome = await simulation.ApplyAsync(Target(New), preview.Digest, null, CancellationToken.None);
        var after = await simulation.PreviewAsync(Target(New), CancellationToken.None);

        Assert.Equal((DeploymentStatus.Succeeded, 9), (outcome.Status, outcome.Applied.Length));
        Assert.Equal(new ChangeCounts(9, 0, 0, 0, 0, 0, 0, 0), after.Counts);
        Assert.False(Directory.Exists(Path.Combine(Infra, "mindmirror-tofu-state")));
    }

    private string Values => Path.Combine(Infra, "staging.auto.tfvars");

    private static DeploymentTarget Target(string key) => new() { StateKey = key, Desired = new StackDescription("mindmirror", "auto", "mindmirror-staging", []) };

    private static async Task ApplyAsync(TerraformEngine engine, string key)
    {
        var preview = await engine.PreviewAsync(Target(key), CancellationToken.None);
        var outcome = await engine.ApplyAsync(Target(key), preview.Digest, null, CancellationToken.None);
        Assert.Equal((DeploymentStatus.Succeeded, null), (outcome.Status, outcome.Failure));
    }

    private static ImmutableArray<HazardFinding> Hazards(DeploymentPreview preview, EngineState old, string? beside) =>
        HazardAnalyzer.Analyze(new HazardContext { Previews = [new PhasePreview(0, preview, beside)], States = [old] });

    // What phase 1 does: nine values, and three modules that use them.
    private List<KeyValuePair<string, ReadOnlyMemory<byte>?>> Renamed()
    {
        var files = new List<KeyValuePair<string, ReadOnlyMemory<byte>?>>();
        var lines = File.ReadAllLines(Values).Select(l => l.Contains("_name ", StringComparison.Ordinal) ? l.TrimEnd('"') + "-auto\"" : l);
        files.Add(new("staging.auto.tfvars", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")));
        foreach (var module in HardCoded.Select(m => m == "celery" ? "celery_worker" : m + "_service"))
        {
            var text = File.ReadAllText(Path.Combine(Infra, "modules", module, "main.tf"));
            var name = module.Replace('_', '-');
            Assert.Contains($"= \"{name}\"", text, StringComparison.Ordinal);
            files.Add(new($"modules/{module}/main.tf", System.Text.Encoding.UTF8.GetBytes(text.Replace($"= \"{name}\"", "= var.service_name", StringComparison.Ordinal))));
        }

        return files;
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rewriter.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside of the repository.");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(f => Path.GetFileName(f) is not (".terraform" or "mindmirror-tofu-state"))) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
