using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>The record of one promotion, before it is committed.</summary>
/// <param name="Path">Its path from the repository's top.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Content">What it says.</param>
/// <param name="Before">The id of the bytes that stand there; null where none do, or where that is not known.</param>
/// <param name="IsNew">True where there is none yet for this commit.</param>
internal sealed record PlannedRecord(string Path, string Branch, string Content, string? Before, bool IsNew)
{
    /// <summary>Why it cannot be made; null where it can.</summary>
    public StepResult? Problem { get; private init; }

    /// <summary>Looks whether a record is there, and says what a new one would hold.</summary>
    public static async Task<PlannedRecord> MakeAsync(
        StepContext context, PromotionRecord where, RemoteRefs refs, PromotionTags tags, string commit, ImmutableArray<TagMove> moves, CancellationToken cancellationToken)
    {
        if (GitGuard.Expand(context, where.Path, "the record's path", out var path) is { } noPath) return Refused(noPath);
        if (GitGuard.Expand(context, where.Branch, "the record's branch", out var branch) is { } noBranch) return Refused(noBranch);
        if (refs.Branch(branch) is not { } head) return Refused(GitGuard.Errored($"there is no branch '{branch}' on '{refs.Remote}' for the record"));
        var prefix = await context.Git.ReadAsync(["rev-parse", "--show-prefix"], cancellationToken);
        if (!context.IsSimulation) await context.Git.FetchBeforeAsync(refs.Remote, context.Operation, head.Name, cancellationToken);

        // In a plan the branch's head may be unknown here; then nothing is known of the record either.
        var before = await context.Git.BlobOfAsync(head.Commit, prefix + path, cancellationToken);
        var known = before is not null && (await context.Git.ReadAsync(["cat-file", "blob", before], cancellationToken)).Contains($"\"commit\": \"{commit}\"", StringComparison.Ordinal);
        var content = new JsonObject
        {
            ["tag"] = tags.Release ?? tags.From,
            ["commit"] = commit,
            ["from"] = tags.From,
            ["moved"] = new JsonArray([.. moves.Where(m => !m.IsAnnotated).Select(m => new JsonObject { ["tag"] = m.Tag, ["previous"] = m.Before?.Commit })]),
            ["promotedBy"] = await context.Git.CommitterAsync(cancellationToken),
            ["promotedAt"] = Time(context),
        };
        return new PlannedRecord(prefix + path, branch, content.ToJsonString(RecordJson) + "\n", before, IsNew: !known);
    }

    /// <summary>Makes the commit that holds it, and adds the move of the branch to the changes.</summary>
    /// <returns>The id of the record's bytes.</returns>
    public async Task<string> CommitAsync(StepContext context, RemoteRefs refs, string remote, string tag, ImmutableArray<RefChange>.Builder changes, CancellationToken cancellationToken)
    {
        var head = refs.Branch(Branch)!;
        var blob = await context.Git.WriteBlobAsync(Encoding.UTF8.GetBytes(Content), cancellationToken);

        // No "[skip ci]": the commit can be what is tagged next. CI leaves it alone by the trailer, or by its path.
        var message = $"Record {tag}\n\nRewrite-Record: {tag}\nRewrite-Operation: {context.Operation}\n";
        var commit = await context.Git.CreateCommitAsync(head.Commit, [new FileChange(Path, blob)], message, cancellationToken);
        changes.Add(new RefChange(head.Name, head.Object, commit));
        return blob;
    }

    /// <summary>This moment, as records and tags write it.</summary>
    public static string Time(StepContext context) => context.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What is needed to take it back.</summary>
    public RecordUndo Undo(string? after) => new(Branch, Path, Before, after);

    private static System.Text.Json.JsonSerializerOptions RecordJson { get; } = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static PlannedRecord Refused(StepResult problem) => new(string.Empty, string.Empty, string.Empty, null, false) { Problem = problem };
}
