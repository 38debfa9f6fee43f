using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Git;
using Rewriter.Migrations;
using Rewriter.Migrations.PullRequests;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite pr PHASE</c>: keeps the one pull request of a phase.</summary>
internal static class PrCommand
{
    public static Command Create(CommandHost host)
    {
        var options = new PrOptions();
        var (command, _) = PhaseCommand.Create(host, "pr", """
            Keeps the one pull request of a phase: opens it, brings it up to date, leaves it, or closes it, and says which.
            The commit is made on the base's head without a push, so the checkout must be there and is not changed.
            Exit code 1 where a person closed it, or pushed to its branch.

            Examples:
              rewrite pr phase1
              rewrite pr phase1 --draft --label rename --reviewer octocat
              rewrite pr phase1 --dry-run            shows every request that would be sent
              rewrite pr phase1 --via git            pushes the branch to any remote, without a pull request
            """, async (session, phase, parsed, repository, cancellation) =>
        {
            if (options.Read(parsed, host) is not { } wanted) return ExitCode.Error;
            using var held = Repository.Lock(session);
            var git = new GitRepository(session.Processes, session.Root, session.Environment);
            var requests = new List<string>();
            var isDryRun = parsed.GetValue(options.DryRun);
            if (isDryRun && parsed.GetValue(options.Via) == PrOptions.Git)
            {
                host.Error.WriteLine("error: '--dry-run' shows requests to GitHub; with '--via git' use 'rewrite plan' to see what would be pushed");
                return ExitCode.Error;
            }

            var outcome = parsed.GetValue(options.Via) == PrOptions.Git
                ? await PushAsync(session, git, phase, parsed.GetValue(options.Remote)!, wanted, cancellation)
                : await new PullRequestKeeper(session, ForgeSource.Open(git, isDryRun ? requests.Add : null), isDryRun).KeepAsync(phase, wanted, cancellation);
            if (parsed.GetValue(repository.Json)) host.Out.Write(PullRequestOutput.Json(outcome, requests));
            else PullRequestOutput.Text(host.Out, host.Error, host.Style, outcome, requests, isDryRun);
            host.Out.Flush();
            return Exit(outcome);
        });
        options.AddTo(command);
        return command;
    }

    private static async Task<PullRequestOutcome> PushAsync(MigrationSession session, GitRepository git, Phase phase, string remote, PullRequestOptions options, CancellationToken cancellation)
    {
        var commits = new RemoteCommits(git, remote);
        var outcome = await new BranchKeeper(session, commits, await commits.DefaultBranchAsync(cancellation) ?? "main").KeepAsync(phase, options, cancellation);
        var address = await git.RunAsync(["remote", "get-url", remote], cancellation);
        return address.Succeeded && outcome.HeadSha is not null && ForgeSource.ReadRemote(address.Output) is { } place
            ? outcome with { Notes = [$"open a pull request: https://{place.Host}/{place.Slug}/compare/{outcome.Base}...{outcome.Branch}"] }
            : outcome;
    }

    private static int Exit(PullRequestOutcome outcome) => outcome.Action switch
    {
        PullRequestAction.Declined => ExitCode.Findings,
        PullRequestAction.Stopped => outcome.PullRequest is null ? ExitCode.Error : ExitCode.Findings,
        _ => ExitCode.Clean,
    };
}
