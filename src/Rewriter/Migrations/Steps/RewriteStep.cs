using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Rules;

namespace Rewriter.Migrations.Steps;

/// <summary>Rewrites names in the files of the repository to a generation, all files or none.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Rules">The rules at work.</param>
/// <param name="To">The generation.</param>
public sealed record RewriteStep(StepHeader Header, ImmutableArray<Rule> Rules, string To) : Step(Header)
{
    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var rewriter = new RepositoryRewriter(context.Migration.Rules, context.Migration.Exclude);
        var result = rewriter.Rewrite(context.Workspace, To, Rules, context.IncludeReview);
        if (!result.IsSound)
        {
            var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToImmutableArray();
            return Task.FromResult(StepResult.Failed(errors[0]) with { Diagnostics = errors, Decisions = result.Decisions });
        }

        var changed = result.Decisions.Count(d => d.Disposition == Disposition.Changed || (context.IncludeReview && d.Disposition == Disposition.Proposed));
        var inPlace = result.Decisions.Count(d => d.Disposition == Disposition.InPlace && d.Rule is not null);
        if (changed == 0)
        {
            return Task.FromResult(new StepResult(inPlace > 0 ? StepOutcome.Adopted : StepOutcome.Succeeded, $"{inPlace} places already say {To}")
            {
                Decisions = result.Decisions,
                Evidence = Header.Claim is { } held ? [$"claimed: {held}"] : [],
            });
        }

        if (JournalledFiles.Commit(context, result.Changes) is { } refused) return Task.FromResult(StepResult.Failed(refused) with { Decisions = result.Decisions });
        var warnings = Header.Claim is { } claim ? ImmutableArray.Create(Descriptors.ClaimFalse.Anywhere(claim, changed)) : [];
        return Task.FromResult(StepResult.Succeeded($"{changed} places in {result.Changes.Length} {(result.Changes.Length == 1 ? "file" : "files")} now say {To}") with
        {
            Decisions = result.Decisions,
            Diagnostics = warnings,
            Evidence = [.. JournalledFiles.Evidence(result.Changes)],
            Undo = JournalledFiles.UndoOf(context),
        });
    }

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) => JournalledFiles.UndoAsync(context, undo);

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("rewrite", (header, reader, scope) =>
    {
        if (scope.Generations.IsEmpty) reader.Report(Descriptors.DefinitionKeyMissing, "kind", "a migration with a step of kind rewrite", "generations");
        return new RewriteStep(header, scope.ReadRules(reader, "rules"), scope.ReadGeneration(reader, "to"));
    });
}
