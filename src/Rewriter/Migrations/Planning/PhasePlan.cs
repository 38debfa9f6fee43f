using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Planning;

/// <summary>Everything that a phase would do, bound by digests to the files, the rules and the state it was made from.</summary>
public sealed record PhasePlan
{
    /// <summary>The migration.</summary>
    public required Migration Migration { get; init; }

    /// <summary>The phase.</summary>
    public required Phase Phase { get; init; }

    /// <summary>Its steps in order.</summary>
    public required ImmutableArray<StepPlan> Steps { get; init; }

    /// <summary>The files that it would change, in order of their paths.</summary>
    public required ImmutableArray<PlannedFile> Files { get; init; }

    /// <summary>What becomes of every occurrence once the phase is done, over all files.</summary>
    public required RewriteResult Outcome { get; init; }

    /// <summary>Its dangers, blockers first.</summary>
    public required ImmutableArray<HazardFinding> Hazards { get; init; }

    /// <summary>The states as they are before it; empty where it previews nothing of an engine that works outside.</summary>
    public ImmutableArray<EngineState> States { get; init; } = [];

    /// <summary>What is wrong with it, and warnings.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>What it was made from.</summary>
    public required PlanBinding Binding { get; init; }

    /// <summary>For each step that waits for people: the digest of what lies behind it, to which their decisions are bound.</summary>
    public required ImmutableSortedDictionary<string, string> Approvals { get; init; }

    /// <summary>The values of the settings that it was made with, secrets aside.</summary>
    public SettingValues Settings => new(Binding.Settings);

    /// <summary>The commands that it would run, each with its step.</summary>
    public IEnumerable<(Step Step, CommandLine Line)> Commands =>
        Steps.Where(s => !s.IsDone && s.Result?.Outcome != StepOutcome.Skipped).SelectMany(s => s.Step.Commands.Select(c => (s.Step, c)));

    /// <summary>True where it would change a file or a resource.</summary>
    public bool HasChanges => Steps.Any(s => !s.IsDone && s.Result is null or { Outcome: StepOutcome.Succeeded });

    /// <summary>True where a step that is not done yet would change resources or a state through the engine.</summary>
    public bool ChangesResources => Steps.Any(s => !s.IsDone && s.Step.ChangesResources && s.Result is null or { Outcome: not StepOutcome.Skipped });

    /// <summary>True where a step that is not done yet would change anything through the engine: resources, a state, or a cloud.</summary>
    public bool NeedsEngine => ChangesResources || Steps.Any(s => !s.IsDone && s.Step.ActsOnCloud && s.Result is null or { Outcome: not StepOutcome.Skipped });

    /// <summary>Errors that keep it from being applied, hazards aside.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Hazards that keep it from being applied.</summary>
    public IEnumerable<HazardFinding> Blockers => Hazards.Where(h => h.Stops);

    /// <summary>True where it cannot be applied as it is.</summary>
    public bool IsBlocked => Errors.Any() || Blockers.Any();
}
