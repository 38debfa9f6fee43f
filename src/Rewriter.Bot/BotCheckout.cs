using System.Globalization;
using Rewriter.Git;

namespace Rewriter.Bot;

/// <summary>
/// A clone in which commands are carried out: always at the head of a base, never at the head of a pull request, whose
/// migration and programs are not trusted. What was done is committed to the base as a record.
/// </summary>
/// <param name="git">The git command in the clone.</param>
public sealed class BotCheckout(GitRepository git)
{
    private const int Attempts = 3;
    private static readonly string[] Records = [".rewrite/ledger.jsonl", ".rewrite/engine"];

    /// <summary>The clone's folder.</summary>
    public string Folder => git.Folder;

    /// <summary>Opens a clone that is kept, or makes it.</summary>
    /// <param name="git">The git command; its folder is where the clone lies.</param>
    /// <param name="remote">What is cloned.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="GitException">It cannot be cloned.</exception>
    public static async Task<BotCheckout> OpenAsync(GitRepository git, string remote, CancellationToken cancellationToken)
    {
        if (!Path.Exists(Path.Combine(git.Folder, ".git")))
        {
            Directory.CreateDirectory(git.Folder);
            await git.ReadAsync(["clone", "--quiet", "--no-checkout", "--", remote, "."], cancellationToken);
        }

        return new BotCheckout(git);
    }

    /// <summary>Brings the clone to the head of a base; what an earlier command recorded and could not push is pushed first.</summary>
    /// <returns>The commit; null, with the reason, where that cannot be.</returns>
    public async Task<(string? Sha, string? Problem)> GoToAsync(string @base, CancellationToken cancellationToken)
    {
        await git.ReadAsync(["fetch", "--quiet", "--prune", "--force", "--end-of-options", "origin", $"+refs/heads/{@base}:refs/remotes/origin/{@base}"], cancellationToken);
        if (await git.ResolveCommitAsync("refs/rewrite/record", cancellationToken) is not null && await PushAsync(@base, cancellationToken) is { } unpushed)
            return (null, $"an earlier command's record is not on `{@base}` yet: {unpushed}");
        var moved = await git.RunAsync(["checkout", "--quiet", "--detach", $"refs/remotes/origin/{@base}"], cancellationToken);
        return moved.Succeeded ? (await git.ReadAsync(["rev-parse", "HEAD"], cancellationToken), null) : (null, GitException.Mask(moved.Error.Trim()));
    }

    /// <summary>Commits what was recorded, and pushes it to the base. A base that moved meanwhile is followed.</summary>
    /// <returns>Why it is not on the base; null where it is, or there was nothing to record.</returns>
    public async Task<string?> RecordAsync(string @base, string what, string author, CancellationToken cancellationToken)
    {
        foreach (var record in Records.Where(r => Path.Exists(Path.Combine(Folder, r.Replace('/', Path.DirectorySeparatorChar)))))
        {
            if (!(await git.RunAsync(["check-ignore", "--quiet", "--", record], cancellationToken)).Succeeded) await git.ReadAsync(["add", "--all", "--", record], cancellationToken);
        }

        if ((await git.RunAsync(["diff", "--cached", "--quiet"], cancellationToken)).Succeeded) return null;
        await git.ReadAsync(["-c", $"user.name={author}", "-c", $"user.email={author}@users.noreply.github.com", "-c", "commit.gpgSign=false", "commit", "--quiet", "--no-verify", "-m", $"Record: {what}"], cancellationToken);
        await git.ReadAsync(["update-ref", "refs/rewrite/record", "HEAD"], cancellationToken);
        return await PushAsync(@base, cancellationToken);
    }

    private async Task<string?> PushAsync(string @base, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var pushed = await git.RunAsync(["push", "--quiet", "--end-of-options", "origin", $"refs/rewrite/record:refs/heads/{@base}"], cancellationToken);
            if (pushed.Succeeded)
            {
                await git.ReadAsync(["update-ref", "-d", "refs/rewrite/record"], cancellationToken);
                return null;
            }

            if (attempt == Attempts) return GitException.Mask(string.Create(CultureInfo.InvariantCulture, $"git push ended with {pushed.ExitCode}: {pushed.Error.Trim()}"));
            if (await FollowAsync(@base, cancellationToken) is { } problem) return problem;
        }
    }

    private async Task<string?> FollowAsync(string @base, CancellationToken cancellationToken)
    {
        await git.ReadAsync(["fetch", "--quiet", "--force", "--end-of-options", "origin", $"+refs/heads/{@base}:refs/remotes/origin/{@base}"], cancellationToken);
        await git.ReadAsync(["checkout", "--quiet", "--detach", "refs/rewrite/record"], cancellationToken);
        var rebased = await git.RunAsync(["-c", "user.name=rewrite", "-c", "user.email=rewrite@users.noreply.github.com", "-c", "commit.gpgSign=false", "rebase", "--quiet", $"refs/remotes/origin/{@base}"], cancellationToken);
        if (!rebased.Succeeded)
        {
            await git.RunAsync(["rebase", "--abort"], cancellationToken);
            return "somebody else recorded something at the same time; look at .rewrite/ledger.jsonl on both sides";
        }

        await git.ReadAsync(["update-ref", "refs/rewrite/record", "HEAD"], cancellationToken);
        return null;
    }
}
