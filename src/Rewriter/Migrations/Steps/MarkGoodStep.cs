using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>Marks the release that runs now as one to go back to. Stands behind the steps that say that it is well.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Tag">The mark: <c>prod-working</c>.</param>
/// <param name="From">The tag of what runs: <c>prod-stable</c>.</param>
/// <param name="Remote">The remote.</param>
public sealed record MarkGoodStep(StepHeader Header, string Tag, string From, string Remote) : Step(Header)
{
    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override ImmutableArray<string> OutputNames => ["commit", "previous"];

    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        if (GitGuard.Expand(context, Tag, "the mark", out var tag) is { } noTag) return noTag;
        if (GitGuard.Expand(context, From, "the tag of what runs", out var from) is { } noFrom) return noFrom;
        var refs = await PlannedRefs.ReadAsync(context, Remote, cancellationToken);
        var moves = new TagMoves(refs);
        if (refs.Tag(from) is not { } source) return StepResult.Failed(moves.Missing(from, From));

        var move = moves.Moving(tag, source.Commit);
        var outputs = ImmutableSortedDictionary<string, string>.Empty.Add("commit", source.Commit).Add("previous", move.Before?.Commit ?? string.Empty);
        if (move.IsInPlace) return new StepResult(StepOutcome.Adopted, $"{tag} stands on {GitGuard.Short(source.Commit)} already") { Outputs = outputs };
        var change = new RefChange(GitRepository.TagPrefix + tag, move.Before?.Object, source.Commit);
        var undo = RefPush.UndoOf(new RefUndo(Remote, [new PushedRef(change.Name, change.Before, context.IsSimulation ? null : change.After)], null));
        if (context.IsSimulation)
        {
            PlannedRefs.Plan(context, Remote, tag, source.Commit);
            return StepResult.Succeeded($"will mark {move.Words} as good, like {from}") with { Outputs = outputs, Undo = undo };
        }

        if (await RefPush.PushAsync(context, Remote, [change], null, cancellationToken) is { } failure) return failure.Result;
        await RefPush.FollowAsync(context, [change], cancellationToken);
        return StepResult.Succeeded($"marked {move.Words} as good, like {from}") with { Outputs = outputs, Undo = undo, Evidence = [RefPush.Line(change)] };
    });

    /// <inheritdoc/>
    public override Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken) => RefPush.UndoProblemAsync(context, undo, changedLater, cancellationToken);

    /// <inheritdoc/>
    public override IEnumerable<string> UndoSubjects(JsonElement undo) => RefPush.UndoSubjects(undo);

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) => RefPush.UndoAsync(context, undo, cancellationToken);

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("mark-good", (header, reader, scope) => new MarkGoodStep(
        header, scope.ReadTemplate(reader, "tag") ?? reader.RequiredText("tag"), scope.ReadTemplate(reader, "from") ?? reader.RequiredText("from"), reader.Text("remote") ?? "origin"));
}
