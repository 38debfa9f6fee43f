using System.Collections.Immutable;

namespace Rewriter.Deployment.Hazards;

/// <summary>Everything about a phase that the hazard rules look at.</summary>
public sealed record HazardContext
{
    /// <summary>The previews of the phase in the order of its steps, each as it is when its turn comes.</summary>
    public ImmutableArray<PhasePreview> Previews { get; init; } = [];

    /// <summary>All states, as they are before the phase.</summary>
    public ImmutableArray<EngineState> States { get; init; } = [];

    /// <summary>What exists in the cloud before the phase; null where it is not known.</summary>
    public CloudSnapshot? Cloud { get; init; }

    /// <summary>What each role is called before and after this phase.</summary>
    public ImmutableArray<GenerationName> Names { get; init; } = [];

    /// <summary>Where CI deploys to, as the files stand after the phase.</summary>
    public ImmutableArray<DeployTargetMention> DeployTargets { get; init; } = [];

    /// <summary>Hosts, audiences, conditions and plain secrets, as the files stand after the phase.</summary>
    public ImmutableArray<FileMention> Mentions { get; init; } = [];

    /// <summary>Whether the phase is declared as the point after which there is no way back.</summary>
    public bool IsContractPhase { get; init; }

    /// <summary>Secrets to which a step of the phase adds a version before the previews' turn, by name.</summary>
    public ImmutableArray<string> SecretsFilled { get; init; } = [];

    /// <summary>Hazards that the migration allows.</summary>
    public ImmutableArray<AllowedHazard> Allowed { get; init; } = [];

    /// <summary>Steps that copy states.</summary>
    public ImmutableArray<StateTransfer> Transfers { get; init; } = [];

    /// <summary>Saved plans that are about to be applied.</summary>
    public ImmutableArray<SavedPlan> SavedPlans { get; init; } = [];

    /// <summary>Writes to several states that a journal knows.</summary>
    public ImmutableArray<StatePush> Pushes { get; init; } = [];

    /// <summary>Names of Pulumi projects and stacks.</summary>
    public ImmutableArray<ProgramIdentity> Identities { get; init; } = [];

    /// <summary>The current time, for ids that cannot be used again for some days.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>All changes of all previews.</summary>
    public IEnumerable<(PhasePreview Phase, ResourceChange Change)> Changes => Previews.SelectMany(p => p.Preview.Changes.Select(c => (p, c)));
}
