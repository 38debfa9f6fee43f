using System.Collections.Immutable;
using System.Globalization;
using Rewriter.Diagnostics;
using Rewriter.Git;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// The commit that each stage of traffic in files makes, and its way to a remote. Whoever was stopped between writing,
/// committing and pushing goes on with what is missing: what is committed is not committed twice, what is there not pushed twice.
/// </summary>
/// <param name="Message">The commit's message, with <c>${share}</c> in it.</param>
/// <param name="Remote">Where it is pushed to; null where it is not.</param>
internal sealed record TrafficCommit(string Message, string? Remote)
{
    /// <summary>Commits what the step wrote in these files, and pushes; the failed step where git refuses.</summary>
    /// <param name="context">What the step works with.</param>
    /// <param name="files">The files that hold weights.</param>
    /// <param name="written">Those of them that were written a moment ago.</param>
    /// <param name="share">The share of the new one; null on the way back.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StepResult?> RunAsync(StepContext context, ImmutableArray<RepoPath> files, ImmutableArray<RepoPath> written, int? share, CancellationToken cancellationToken)
    {
        var status = await context.Git.RunAsync(["status", "--porcelain", "-z", "--no-renames", "--", .. files.Select(f => f.Value)], cancellationToken);
        var top = await context.Git.RunAsync(["rev-parse", "--show-prefix"], cancellationToken);
        if (!status.Succeeded || !top.Succeeded) return Failed("git status", status);

        // XY, a blank, the path from the top of the work tree; what is in the index alone counts too.
        var prefix = top.Output.TrimEnd('\n').Length;
        var open = status.Output.TrimEnd('\n').Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(l => RepoPath.Parse(l[(3 + prefix)..])).ToImmutableArray();
        if (open.Except(written).FirstOrDefault(f => !IsOwn(context, f)) is { Value.Length: > 0 } foreign) return StepResult.Failed(Descriptors.FileDirty.At(foreign));
        if (open.Length > 0)
        {
            var text = Message.Replace("${share}", (share ?? 0).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var commit = await context.Git.RunAsync(["commit", "--quiet", "-m", share is null ? $"Revert: {text}" : text, "--", .. open.Select(f => f.Value)], cancellationToken);
            if (!commit.Succeeded) return Failed("git commit", commit);
        }

        return Remote is null ? null : await PushAsync(context, Remote, cancellationToken);
    }

    private static async Task<StepResult?> PushAsync(StepContext context, string remote, CancellationToken cancellationToken)
    {
        if (await context.Git.CurrentBranchAsync(cancellationToken) is not { } branch) return StepResult.Failed(Descriptors.CommandFailed.Anywhere("git push", "no branch is checked out"));
        var push = await context.Git.RunAsync(["push", "--quiet", "--end-of-options", remote, $"HEAD:{GitRepository.BranchPrefix}{branch}"], cancellationToken);
        return push.Succeeded ? null : Failed("git push", push);
    }

    // A run of this step wrote it and died, or was refused, before it was committed; nobody has changed it since.
    private static bool IsOwn(StepContext context, RepoPath file) =>
        context.Session is { } session && context.Run.Select(e => e.Operation).Append(context.Operation).OfType<string>().Distinct()
            .SelectMany(session.Journal.PartsOf).SelectMany(o => session.Journal.Inspect(o)).Any(i => i.Entry.Path == file.Value && i.State != JournalState.Foreign);

    private static StepResult Failed(string command, GitResult result) => StepResult.Failed(Descriptors.CommandFailed.Anywhere(command, GitException.Mask(result.Error.Trim().ReplaceLineEndings(" | "))));
}
