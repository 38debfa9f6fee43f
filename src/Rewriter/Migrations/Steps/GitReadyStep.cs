using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rewriter.Diagnostics;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Sees to it that the checkout is what is promoted: on its branch, clean, with the remote's tags, and at the remote's
/// head, which is fetched where it is ahead.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Branch">The branch, with settings in it.</param>
/// <param name="Remote">The remote.</param>
public sealed record GitReadyStep(StepHeader Header, string Branch, string Remote) : Step(Header)
{
    private const int NamedFiles = 5;

    /// <inheritdoc/>
    public override ImmutableArray<string> OutputNames => ["commit"];

    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        if (GitGuard.Expand(context, Branch, "the branch", out var branch) is { } missing) return missing;
        var current = await context.Git.CurrentBranchAsync(cancellationToken);
        if (current != branch) return StepResult.Failed(Descriptors.WrongBranch.Anywhere(current is null ? "no branch (a detached head)" : $"'{current}'", branch));
        if (await UncleanAsync(context.Git, cancellationToken) is { } unclean) return unclean;

        // Tags of the remote win: those that were moved there would be refused otherwise.
        if (!context.IsSimulation) await context.Git.ReadAsync(["fetch", "--quiet", "--tags", "--force", "--end-of-options", Remote], cancellationToken);
        var refs = await RemoteRefs.ReadAsync(context.Git, Remote, cancellationToken);
        if (refs.Branch(branch) is not { } upstream) return GitGuard.Errored($"there is no branch '{branch}' on '{Remote}'");
        return await FollowAsync(context, branch, upstream.Commit, cancellationToken);
    });

    private async Task<StepResult> FollowAsync(StepContext context, string branch, string upstream, CancellationToken cancellationToken)
    {
        var head = await context.Git.ResolveCommitAsync("HEAD", cancellationToken);
        var ready = new Func<string, StepResult>(how => StepResult.Succeeded($"on {branch}, clean, {how}") with { Outputs = ImmutableSortedDictionary<string, string>.Empty.Add("commit", upstream) });
        if (head == upstream) return ready($"at {GitGuard.Short(head)} like {Remote}");

        // A plan fetches nothing, so it may not know the remote's head; the branch is then behind it at least.
        if (await context.Git.ResolveCommitAsync(upstream, cancellationToken) is null) return ready($"will pull {GitGuard.Short(upstream)} from {Remote}");
        var counts = (await context.Git.ReadAsync(["rev-list", "--left-right", "--count", $"HEAD...{upstream}"], cancellationToken)).Split('\t');
        var (ahead, behind) = (int.Parse(counts[0], CultureInfo.InvariantCulture), int.Parse(counts[1], CultureInfo.InvariantCulture));
        if (ahead > 0) return StepResult.Failed(Descriptors.BranchAhead.Anywhere(branch, Count(ahead, "commit"), $"{Remote}/{branch}"));
        if (context.IsSimulation) return ready($"will pull {Count(behind, "commit")} from {Remote}");
        await context.Git.ReadAsync(["merge", "--quiet", "--ff-only", upstream], cancellationToken);
        return ready($"pulled {Count(behind, "commit")} from {Remote}, now at {GitGuard.Short(upstream)}");
    }

    // The product's own records change while it works; they are promoted by nobody.
    private static async Task<StepResult?> UncleanAsync(GitRepository git, CancellationToken cancellationToken)
    {
        var status = await git.ReadAsync(["status", "--porcelain=v1", "-z", "--untracked-files=normal", "--no-renames", "--", ":/", ":(exclude).rewrite", ":(exclude)*.plan.json"], cancellationToken);
        var files = status.Split('\0').Where(e => e.Length > 3).Select(e => e[3..]).ToList();
        return files.Count == 0 ? null : StepResult.Failed(Descriptors.TreeNotClean.Anywhere(Count(files.Count, "file"), string.Join(", ", files.Take(NamedFiles)) + (files.Count > NamedFiles ? ", …" : string.Empty)));
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("git-ready", (header, reader, scope) =>
        new GitReadyStep(header, scope.ReadTemplate(reader, "branch") ?? reader.RequiredText("branch"), reader.Text("remote") ?? "origin"));
}
