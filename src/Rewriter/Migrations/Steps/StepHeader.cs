using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>What all kinds of steps have in common.</summary>
/// <param name="Id">Its name within its phase.</param>
/// <param name="Kind">Its kind: <c>rewrite</c>, <c>apply</c>, <c>copy-secret</c>.</param>
/// <param name="Title">What it does, for people.</param>
public sealed record StepHeader(string Id, string Kind, string Title)
{
    /// <summary>Steps of the phase that must have succeeded before it.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>The setting that must have a value for the step to run; null where it always runs.</summary>
    public string? If { get; init; }

    /// <summary>How long it may take; null for the kind's own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How often it is tried in all.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How long it rests before a second try; doubled for each further one.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What happens where it fails.</summary>
    public FailurePolicy OnFailure { get; init; } = FailurePolicy.Stop;

    /// <summary>True where the phase cannot be taken back any more once this step has begun.</summary>
    public bool IsContract { get; init; }

    /// <summary>What a checklist claims to be done already; null where nobody claims it. The claim is checked.</summary>
    public string? Claim { get; init; }

    /// <summary>Hazards that are accepted at this step, each with the reason.</summary>
    public ImmutableArray<(string Id, string Because)> Allow { get; init; } = [];

    /// <summary>What a rollback of the phase does about it.</summary>
    public RollbackPolicy Rollback { get; init; } = RollbackPolicy.Undo;

    /// <summary>Settings and environment variables whose values are secret: they are masked wherever something is written.</summary>
    public ImmutableArray<string> Redact { get; init; } = [];

    /// <summary>Where its id stands in the migration file; empty where it was not read from one.</summary>
    public TextSpan Place { get; init; }

    /// <summary>SHA-256 of the step's definition as written, so that a changed one is noticed on resumption.</summary>
    public string Digest { get; init; } = string.Empty;
}
