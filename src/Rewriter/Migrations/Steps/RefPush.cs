using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>Pushes refs for a step, all or none, so that the push can be taken back, even where the process died right behind it.</summary>
internal static class RefPush
{
    private const string RecordName = "refs/record";
    private static readonly ImmutableHashSet<string> None = [];

    /// <summary>
    /// Pushes changes: what the refs named before is fetched, and what they shall name is kept, before anything leaves
    /// this machine.
    /// </summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="record">The id of the record's bytes that a pushed commit holds; null where it holds none.</param>
    /// <param name="cancellationToken">Ends it before the push.</param>
    /// <returns>Null where all was pushed; otherwise why nothing was, and the ref that stood elsewhere, null where none did.</returns>
    public static async Task<(StepResult Result, string? Lost)?> PushAsync(StepContext context, string remote, ImmutableArray<RefChange> changes, string? record, CancellationToken cancellationToken)
    {
        foreach (var change in changes.Where(c => c.Before is not null)) await context.Git.FetchBeforeAsync(remote, context.Operation, change.Name, cancellationToken);
        await context.Git.KeepAsync(context.Operation, record is null ? changes : changes.Add(new RefChange(RecordName, null, record)), cancellationToken);
        if (await context.Git.PushAsync(remote, changes, cancellationToken) is not { } failure) return null;

        // Why it failed is asked of the remote, not read from what git says.
        var refs = await RemoteRefs.ReadAsync(context.Git, remote, cancellationToken);
        return refs.FirstLost(changes) is { } lost
            ? (Lost(lost.Change, lost.Found), lost.Change.Name)
            : (GitGuard.Errored(new GitException($"push {remote}", failure.ExitCode, failure.Error).Message), null);
    }

    /// <summary>Brings the checkout's own tags, and its branch where it is checked out, to what was pushed. What cannot follow is said.</summary>
    public static async Task<ImmutableArray<string>> FollowAsync(StepContext context, IEnumerable<RefChange> changes, CancellationToken cancellationToken)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var change in changes)
        {
            if (change.Name.StartsWith(GitRepository.TagPrefix, StringComparison.Ordinal))
                await context.Git.RunAsync(change.After is null ? ["update-ref", "-d", change.Name] : ["update-ref", change.Name, change.After], cancellationToken);
            else if (change.After is not null && await context.Git.CurrentBranchAsync(cancellationToken) == change.ShortName && !(await context.Git.RunAsync(["merge", "--quiet", "--ff-only", change.After], cancellationToken)).Succeeded)
                lines.Add($"the checkout's {change.ShortName} could not follow: pull it");
        }

        return lines.ToImmutable();
    }

    /// <summary>What a step leaves for undoing.</summary>
    public static JsonElement UndoOf(RefUndo undo) => JsonSerializer.SerializeToElement(undo, GitUndoJson.Default.RefUndo);

    /// <summary>Takes a push back: each ref gets what it named before, only if it still stands where the push put it.</summary>
    public static Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        var pushed = undo.Deserialize(GitUndoJson.Default.RefUndo)!;
        var refs = await RemoteRefs.ReadAsync(context.Git, pushed.Remote, cancellationToken);
        var (changes, problem) = await BackAsync(context, pushed, refs, None, cancellationToken);
        if (problem is not null) return problem;
        var (recorded, stays) = pushed.Record is { } record ? await RecordBackAsync(context, pushed.Remote, record, refs, cancellationToken) : (null, null);
        if (recorded is not null) changes.Add(recorded);
        if (changes.Count == 0) return StepResult.Succeeded(string.Join("; ", new[] { "nothing of it is there any more", stays }.OfType<string>()));
        if (await context.Git.PushAsync(pushed.Remote, changes, cancellationToken) is { } failure)
        {
            refs = await RemoteRefs.ReadAsync(context.Git, pushed.Remote, cancellationToken);
            return refs.FirstLost(changes) is { } lost ? Lost(lost.Change, lost.Found) : GitGuard.Errored(new GitException($"push {pushed.Remote}", failure.ExitCode, failure.Error).Message);
        }

        var lines = await FollowAsync(context, changes, cancellationToken);
        return StepResult.Succeeded(string.Join(", ", [.. changes.Select(Words), .. new[] { stays }.OfType<string>()])) with { Evidence = [.. changes.Select(Line), .. lines] };
    });

    /// <summary>The failed step where a ref stands elsewhere than the push put it; otherwise null.</summary>
    public static async Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken)
    {
        var result = await GitGuard.TryAsync(async () =>
        {
            var pushed = undo.Deserialize(GitUndoJson.Default.RefUndo)!;
            return (await BackAsync(context, pushed, await RemoteRefs.ReadAsync(context.Git, pushed.Remote, cancellationToken), changedLater, cancellationToken)).Problem ?? StepResult.Succeeded("can be taken back");
        });
        return result.GoesOn ? null : result;
    }

    /// <summary>The refs that the undoing moves, and the record that it takes out.</summary>
    public static IEnumerable<string> UndoSubjects(JsonElement undo)
    {
        var pushed = undo.Deserialize(GitUndoJson.Default.RefUndo)!;
        foreach (var one in pushed.Refs) yield return UndoSubject.Ref(pushed.Remote, one.Name);
        if (pushed.Record is { } record) yield return UndoSubject.File(pushed.Remote, record.Branch, record.Path);
    }

    /// <summary>A change as a line of evidence.</summary>
    public static string Line(RefChange change) => $"{change.ShortName} {GitGuard.Short(change.Before)} -> {GitGuard.Short(change.After)}";

    private static async Task<(ImmutableArray<RefChange>.Builder Changes, StepResult? Problem)> BackAsync(StepContext context, RefUndo pushed, RemoteRefs refs, IReadOnlySet<string> changedLater, CancellationToken cancellationToken)
    {
        var changes = ImmutableArray.CreateBuilder<RefChange>();
        foreach (var one in pushed.Refs.Where(r => !changedLater.Contains(UndoSubject.Ref(pushed.Remote, r.Name))))
        {
            var after = one.After ?? await context.Git.KeptAsync(context.Operation, one.Name, cancellationToken);
            var now = refs.ObjectOf(one.Name);
            if (after is null || now == one.Before) continue;
            var back = new RefChange(one.Name, after, one.Before);
            if (now != after) return (changes, Lost(back, now));
            changes.Add(back);
        }

        return (changes, null);
    }

    private static StepResult Lost(RefChange change, string? found) =>
        StepResult.Failed(Descriptors.LeaseLost.Anywhere(change.ShortName, GitGuard.Short(found), GitGuard.Short(change.Before)));

    private static string Words(RefChange change) =>
        change.After is null ? $"{change.ShortName} deleted"
        : change.Name.StartsWith(GitRepository.TagPrefix, StringComparison.Ordinal) ? $"{change.ShortName} back on {GitGuard.Short(change.After)}"
        : $"the record taken out of {change.ShortName}";

    // The branch may have gone on since; the record is taken out on top of it, if it is still what was written. What
    // somebody made of it since stays, and is said.
    private static async Task<(RefChange? Change, string? Stays)> RecordBackAsync(StepContext context, string remote, RecordUndo record, RemoteRefs refs, CancellationToken cancellationToken)
    {
        if (refs.Branch(record.Branch) is not { } head) return (null, null);
        await context.Git.FetchBeforeAsync(remote, context.Operation, head.Name, cancellationToken);
        var after = record.After ?? await context.Git.KeptAsync(context.Operation, RecordName, cancellationToken);
        var now = await context.Git.BlobOfAsync(head.Commit, record.Path, cancellationToken);
        if (after is null || now is null || now == record.Before) return (null, null);
        if (now != after) return (null, $"{record.Path} stays: it was changed since");
        var message = $"Take back {record.Path}\n\nRewrite-Operation: {context.Operation}\n";
        var commit = await context.Git.CreateCommitAsync(head.Commit, [new FileChange(record.Path, record.Before)], message, cancellationToken);
        return (new RefChange(head.Name, head.Object, commit), null);
    }
}
