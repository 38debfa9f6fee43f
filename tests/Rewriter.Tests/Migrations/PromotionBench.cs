using System.Collections.Immutable;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;
using Rewriter.Processes;
using Rewriter.Tests.Git;

namespace Rewriter.Tests.Migrations;

/// <summary>A checkout with a bare remote, and a phase that promotes by tags.</summary>
internal sealed class PromotionBench : IDisposable
{
    private readonly PhaseHarness _harness = new();

    public PromotionBench()
    {
        Remote = Git.Remote();
        Git.Populate(_harness.Folder, Remote);
        _harness.Environment = Git.Environment;
        Set(("version", "v1.0.0"));
    }

    public GitSandbox Git { get; } = new();

    public string Remote { get; }

    public string Folder => _harness.Folder;

    public ImmediateTime Time => _harness.Time;

    public IProcessRunner Processes
    {
        set => _harness.Processes = value;
    }

    public IHttpProbe Http
    {
        set => _harness.Http = value;
    }

    public Phase Phase { get; private set; } = null!;

    public static StepHeader Header(string id, string kind) => new(id, kind, id) { Digest = "1" };

    public static PromoteTagStep Promote(ExistingTag ifExists = ExistingTag.Move) => new(
        Header("release", "promote-tag"),
        new PromotionTags("dev-${version}", "prod-${version}", ["prod-stable"]),
        Create: true,
        "HEAD",
        new PromotionRecord(".promotions/prod-${version}.json", "main"),
        "origin",
        new TagRules(ifExists, "recreate", "older"));

    public void Set(params (string Name, string Value)[] settings) =>
        _harness.Settings = new SettingValues(settings.ToImmutableSortedDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal));

    /// <summary>Applies the steps as a run of their own.</summary>
    public Task<PhaseReport> ApplyAsync(params ImmutableArray<Step> steps)
    {
        Phase = _harness.Phase(steps) with { IsRepeatable = true };
        _harness.Phases = [Phase];
        return _harness.ApplyAsync(Phase);
    }

    public async Task<StepResult> PlanAsync(Step step)
    {
        Phase = _harness.Phase(step);
        return (await _harness.PlanAsync(Phase)).Steps[0].Result!;
    }

    public Task<PhaseReport> RollBackAsync() => _harness.RollBackAsync(Phase);

    public string Peeled(string tag) => Git.Run(Remote, "rev-parse", tag + "^{commit}");

    public string Type(string tag) => Git.Run(Remote, "cat-file", "-t", tag);

    public void Dispose()
    {
        _harness.Dispose();
        Git.Dispose();
    }
}
