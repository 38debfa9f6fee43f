using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Rules;

namespace Rewriter.Migrations.Steps;

/// <summary>What came of a step, really or in a plan.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Summary">What it did or would do, in one line without secrets.</param>
public sealed record StepResult(StepOutcome Outcome, string Summary)
{
    /// <summary>What was observed, a line each.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>What it needs to be taken back; null where nothing is to be undone.</summary>
    public JsonElement? Undo { get; init; }

    /// <summary>Why it did not succeed, with what to do; empty where it did.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>For a rewrite: what becomes of each occurrence.</summary>
    public ImmutableArray<Decision> Decisions { get; init; } = [];

    /// <summary>For an engine's step: what it would do to resources.</summary>
    public DeploymentPreview? Preview { get; init; }

    /// <summary>
    /// What it produced, by the names that its kind declares: later steps of the phase say <c>${steps.ID.NAME}</c>. A plan
    /// says what is known then, and words in parentheses for what only running tells. Never a secret.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Outputs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>False for the words that stand in a plan for an output that only running tells.</summary>
    public static bool IsKnown(string output) => !(output.StartsWith('(') && output.EndsWith(')'));

    /// <summary>What a step beside stacks would do to what states hold: state key and change.</summary>
    public ImmutableArray<(string StateKey, ResourceChange Change)> StateChanges { get; init; } = [];

    /// <summary>True where the phase can go on.</summary>
    public bool GoesOn => Outcome is StepOutcome.Succeeded or StepOutcome.Adopted or StepOutcome.Skipped;

    /// <summary>True where the answer was a no, or it could not be tried; what is inconclusive or waits has not failed.</summary>
    public bool IsFailure => Outcome is StepOutcome.Failed or StepOutcome.Errored;

    /// <summary>A step that did what it is for.</summary>
    public static StepResult Succeeded(string summary) => new(StepOutcome.Succeeded, summary);

    /// <summary>A step that was answered with a no.</summary>
    public static StepResult Failed(Diagnostic diagnostic) =>
        new(StepOutcome.Failed, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)) { Diagnostics = [diagnostic] };
}
