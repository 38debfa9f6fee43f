using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Promotes a commit by tags: the tag that names it, the release's tag on the same commit, the tags that move with each
/// release, and a record. All of it leaves in one push, all or nothing, each ref only if it stands where it was seen.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Names">The tags, with settings in them.</param>
/// <param name="Create">True where the tag to promote from is created on the commit.</param>
/// <param name="Commit">The commit on which it is created.</param>
/// <param name="Record">Where the record goes; null where none is kept.</param>
/// <param name="Remote">The remote.</param>
/// <param name="Rules">What is allowed with tags that exist.</param>
public sealed record PromoteTagStep(StepHeader Header, PromotionTags Names, bool Create, string Commit, PromotionRecord? Record, string Remote, TagRules Rules) : Step(Header)
{
    // How often a promotion is decided anew because the branch went on while its record was made.
    private const int Races = 5;

    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override ImmutableArray<string> OutputNames => ["commit", "tag", "previous"];

    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        for (var race = 1; ; race++)
        {
            var (result, lost) = await TryAsync(context, cancellationToken);
            if (lost is null || race >= Races || !lost.StartsWith(GitRepository.BranchPrefix, StringComparison.Ordinal)) return result;
            context.Progress($"{lost} went on meanwhile; deciding anew");
        }
    });

    /// <inheritdoc/>
    public override Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken) => RefPush.UndoProblemAsync(context, undo, changedLater, cancellationToken);

    /// <inheritdoc/>
    public override IEnumerable<string> UndoSubjects(JsonElement undo) => RefPush.UndoSubjects(undo);

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) => RefPush.UndoAsync(context, undo, cancellationToken);

    private async Task<(StepResult Result, string? Lost)> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (Names.Expand(context, out var tags) is { } missing) return (missing, null);
        var refs = await PlannedRefs.ReadAsync(context, Remote, cancellationToken);
        var (commit, moves, problem) = await DecideAsync(context, refs, tags, cancellationToken);
        if (problem is not null) return (problem, null);

        var open = moves.Where(m => !m.IsInPlace).ToImmutableArray();
        var record = Record is null ? null : await PlannedRecord.MakeAsync(context, Record, refs, tags, commit, moves, cancellationToken);
        if (record?.Problem is { } refused) return (refused, null);
        var outputs = Outputs(tags, commit, moves);
        if (open.IsEmpty && record is not { IsNew: true }) return (new StepResult(StepOutcome.Adopted, $"{string.Join(", ", moves.Select(m => m.Tag))} stand on {GitGuard.Short(commit)} already") { Outputs = outputs }, null);
        foreach (var move in context.IsSimulation ? open : []) PlannedRefs.Plan(context, Remote, move.Tag, move.Commit);
        if (context.IsSimulation) return (Planned(open, record) with { Outputs = outputs, Undo = RefPush.UndoOf(new RefUndo(Remote, [.. open.Select(m => new PushedRef(GitRepository.TagPrefix + m.Tag, m.Before?.Object, null))], record?.Undo(null))) }, null);
        return await PushAsync(context, refs, tags, open, record, outputs, cancellationToken);
    }

    private async Task<(string Commit, ImmutableArray<TagMove> Moves, StepResult? Problem)> DecideAsync(StepContext context, RemoteRefs refs, PromotionTags tags, CancellationToken cancellationToken)
    {
        var decide = new TagMoves(refs);
        var moves = ImmutableArray.CreateBuilder<TagMove>();
        string commit;
        if (Create)
        {
            if (GitGuard.Expand(context, Commit, "the commit to tag", out var name) is { } missing) return (string.Empty, [], missing);
            var found = await context.Git.ResolveCommitAsync(name, cancellationToken) ?? (context.IsSimulation && IsObjectId(name) ? name : null);
            if (found is null) return (string.Empty, [], GitGuard.Errored($"'{name}' names no commit here"));
            commit = found;
            moves.Add(decide.Release(tags.From, commit, Rules.IfExists, Rules.Recreate(context), out var elsewhere));
            if (elsewhere is not null) return (commit, [], StepResult.Failed(elsewhere));
        }
        else if (refs.Tag(tags.From) is { } from) commit = from.Commit;
        else
        {
            var here = await context.Git.ResolveCommitAsync(GitRepository.TagPrefix + tags.From, cancellationToken) is not null;
            return (string.Empty, [], StepResult.Failed(decide.Missing(tags.From, Names.From, here)));
        }

        if (tags.Release is { } release)
        {
            if (decide.NotNext(release, Names.Release!, Rules.Older(context)) is { } older) return (commit, [], StepResult.Failed(older));
            moves.Add(decide.Release(release, commit, Rules.IfExists, Rules.Recreate(context), out var elsewhere));
            if (elsewhere is not null) return (commit, [], StepResult.Failed(elsewhere));
        }

        moves.AddRange(tags.Moving.Select(t => decide.Moving(t, commit)));
        return (commit, moves.ToImmutable(), null);
    }

    private async Task<(StepResult Result, string? Lost)> PushAsync(
        StepContext context, RemoteRefs refs, PromotionTags tags, ImmutableArray<TagMove> open, PlannedRecord? record, ImmutableSortedDictionary<string, string> outputs, CancellationToken cancellationToken)
    {
        var changes = ImmutableArray.CreateBuilder<RefChange>();
        foreach (var move in open)
        {
            var target = move.IsAnnotated
                ? await context.Git.CreateTagObjectAsync(move.Tag, move.Commit, await MessageAsync(context, move.Tag, tags, cancellationToken), context.Time.GetUtcNow(), cancellationToken)
                : move.Commit;
            changes.Add(new RefChange(GitRepository.TagPrefix + move.Tag, move.Before?.Object, target));
        }

        var pushedTags = changes.ToImmutable();
        var blob = record is { IsNew: true } ? await record.CommitAsync(context, refs, Remote, tags.Release ?? tags.From, changes, cancellationToken) : null;
        var pushed = changes.ToImmutable();
        if (await RefPush.PushAsync(context, Remote, pushed, blob, cancellationToken) is { } failure) return failure;
        var lines = await RefPush.FollowAsync(context, pushed, cancellationToken);
        var done = string.Join(", ", open.Select(m => m.Before is null ? $"created {m.Words}" : $"moved {m.Words}").Concat(blob is null ? [] : [$"recorded in {record!.Path}"]));
        return (StepResult.Succeeded(done) with
        {
            Outputs = outputs,
            Evidence = [.. pushed.Select(RefPush.Line), .. lines],
            Undo = RefPush.UndoOf(new RefUndo(Remote, [.. pushedTags.Select(c => new PushedRef(c.Name, c.Before, c.After))], blob is null ? null : record!.Undo(blob))),
        }, null);
    }

    private static StepResult Planned(ImmutableArray<TagMove> open, PlannedRecord? record)
    {
        var words = open.Select(m => m.Before is null ? $"create {m.Words}" : $"move {m.Words}").Concat(record is { IsNew: true } ? [$"record it in {record.Path}"] : []);
        return StepResult.Succeeded($"will {string.Join(", ", words)}");
    }

    private static async Task<string> MessageAsync(StepContext context, string tag, PromotionTags tags, CancellationToken cancellationToken)
    {
        var text = new StringBuilder().Append(tag == tags.From ? $"{tag}, to be promoted" : $"Release {tag}").Append("\n\n");
        if (tag != tags.From) text.Append("Promoted-From: ").Append(tags.From).Append('\n');
        return text
            .Append("Promoted-By: ").Append(await context.Git.CommitterAsync(cancellationToken)).Append('\n')
            .Append("Promoted-At: ").Append(PlannedRecord.Time(context)).Append('\n')
            .Append("Rewrite-Operation: ").Append(context.Operation).Append('\n')
            .ToString();
    }

    private static ImmutableSortedDictionary<string, string> Outputs(PromotionTags tags, string commit, ImmutableArray<TagMove> moves) => ImmutableSortedDictionary<string, string>.Empty
        .Add("commit", commit)
        .Add("tag", tags.Release ?? tags.From)
        .Add("previous", moves.FirstOrDefault(m => !m.IsAnnotated)?.Before?.Commit ?? string.Empty);

    private static bool IsObjectId(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("promote-tag", (header, reader, scope) => new PromoteTagStep(
        header,
        PromotionTags.Read(reader, scope),
        reader.Flag("create"),
        scope.ReadTemplate(reader, "commit") ?? "HEAD",
        PromotionRecord.Read(reader, scope),
        reader.Text("remote") ?? "origin",
        TagRules.Read(reader, scope)));
}
