using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.Migrations;
using Rewriter.Migrations.PullRequests;

namespace Rewriter.Cli.Commands;

/// <summary>The option by which a command says in the phase's pull request what came of it.</summary>
internal sealed class CommentOption
{
    private readonly Option<bool> _comment = new("--comment") { Description = "Says in the phase's pull request what came of it; said again, it replaces what was said" };

    public void AddTo(Command command) => command.Options.Add(_comment);

    /// <summary>Says it, where that is wanted and there is a pull request.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="host">Streams.</param>
    /// <param name="session">The migration.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="topic">What it is about: <c>apply</c>, <c>verify</c>.</param>
    /// <param name="text">What to say.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task SayAsync(ParseResult parsed, CommandHost host, MigrationSession session, Phase phase, string topic, string text, CancellationToken cancellation)
    {
        if (!parsed.GetValue(_comment)) return;
        var forge = ForgeSource.Open(new GitRepository(session.Processes, session.Root, session.Environment), null);
        if (await NewestAsync(forge, session.Migration, phase, cancellation) is { } pullRequest) await StickyComment.WriteAsync(forge, pullRequest.Number, Proposal.UnitOf(session.Migration, phase.Id), topic, text, cancellation);
        else host.Error.WriteLine(host.Style.Faint($"  phase {phase.Id} has no pull request to say it in"));
    }

    private static async Task<ForgePullRequest?> NewestAsync(IForge forge, Migration migration, Phase phase, CancellationToken cancellation)
    {
        ForgePullRequest? newest = null;
        foreach (var branch in PullRequestStep.BranchesOf(migration, phase))
        {
            var found = await forge.FindPullRequestsAsync(branch, cancellation);
            if (found.Count > 0 && found[0].Number > (newest?.Number ?? 0)) newest = found[0];
        }

        return newest;
    }
}
