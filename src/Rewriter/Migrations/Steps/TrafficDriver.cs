using System.Collections.Immutable;
using System.Globalization;

namespace Rewriter.Migrations.Steps;

/// <summary>How the shares of traffic are set at one kind of place.</summary>
public abstract record TrafficDriver
{
    /// <summary>What carries the traffic, for people.</summary>
    public abstract string Name { get; }

    /// <summary>The commands of the migration that it runs.</summary>
    public virtual ImmutableArray<CommandLine> Commands => [];

    /// <summary>What was shifted, in a line.</summary>
    /// <param name="before">What was there; null where that is not known yet.</param>
    /// <param name="share">The share of the new one, in percent.</param>
    public virtual string Tell(string? before, int share) => string.Create(CultureInfo.InvariantCulture, $"{Name}: {share} % on the new one");

    /// <summary>Gives the new one a share, the old one the rest.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="header">The step.</param>
    /// <param name="share">The share of the new one, in percent.</param>
    /// <param name="stage">The stage's number, from 0.</param>
    /// <param name="cancellationToken">Ends it before it acts.</param>
    /// <returns>How it was shared before, as <see cref="RestoreAsync"/> takes it; or the step's result where it failed.</returns>
    public abstract Task<(string? Before, StepResult? Failure)> SetAsync(StepContext context, StepHeader header, int share, int stage, CancellationToken cancellationToken);

    /// <summary>Looks whether what was there can be brought back: the failed step where somebody else shared it in another way since, otherwise null. Changes nothing.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="header">The step.</param>
    /// <param name="before">What was there.</param>
    /// <param name="stages">The shares that the step may have left.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public abstract Task<StepResult?> RestoreProblemAsync(StepContext context, StepHeader header, string before, ImmutableArray<int> stages, CancellationToken cancellationToken);

    /// <summary>Brings back exactly what was there; refuses where somebody else shared it in another way since.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="header">The step.</param>
    /// <param name="before">What was there.</param>
    /// <param name="stages">The shares that the step may have left.</param>
    /// <param name="cancellationToken">Ends it before it acts.</param>
    public abstract Task<StepResult> RestoreAsync(StepContext context, StepHeader header, string before, ImmutableArray<int> stages, CancellationToken cancellationToken);
}
