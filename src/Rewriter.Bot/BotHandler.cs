using System.Text.Json;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.GitHub.Webhooks;
using Rewriter.Migrations.PullRequests;
using Rewriter.Processes;

namespace Rewriter.Bot;

/// <summary>Answers what is said in pull requests: commands of people with write access, carried out on the base.</summary>
/// <param name="forge">The repository's place.</param>
/// <param name="open">Opens the clone in which commands are carried out.</param>
/// <param name="program">The command.</param>
public sealed class BotHandler(IForge forge, Func<CancellationToken, Task<BotCheckout>> open, RewriteProgram program)
{
    /// <summary>True where an event may hold a command, so that it is worth a place in the queue.</summary>
    public static bool Concerns(WebhookEvent happened) =>
        happened is { Name: "issue_comment", Action: "created", PullRequests: [_], Comment: { } comment }
        && !comment.Body.StartsWith("<!-- rewrite:", StringComparison.Ordinal) && BotCommand.In(comment.Body).Count > 0;

    /// <summary>Answers an event; returns how many commands were answered.</summary>
    public async Task<int> HandleAsync(WebhookEvent happened, CancellationToken cancellationToken)
    {
        if (!Concerns(happened)) return 0;
        var (number, comment) = (happened.PullRequests[0], happened.Comment!);
        if (await IsAnsweredAsync(number, comment, cancellationToken)) return 0;

        var commands = BotCommand.In(comment.Body);
        var isAllowed = await forge.GetPermissionAsync(comment.Author, cancellationToken) >= ForgePermission.Write;
        var answers = new List<string>();
        foreach (var command in commands)
        {
            answers.Add(!isAllowed ? BotAnswer.Refusal(command, "commands are taken from people with write access.")
                : command.Verb == BotVerb.Help ? BotAnswer.Help(command)
                : await AnswerAsync(number, command, cancellationToken));
        }

        await forge.CreateCommentAsync(number, MarkdownText.Limit($"{BotAnswer.Marker(comment.Id)}\n{string.Join("\n---\n\n", answers)}"), cancellationToken);
        return commands.Count;
    }

    // An event can be delivered twice, and a command must not be carried out twice.
    private async Task<bool> IsAnsweredAsync(int number, ForgeComment comment, CancellationToken cancellationToken)
    {
        var login = await forge.GetLoginAsync(cancellationToken);
        var marker = BotAnswer.Marker(comment.Id);
        return (await forge.GetCommentsAsync(number, cancellationToken)).Any(c => c.Body.StartsWith(marker, StringComparison.Ordinal) && (login is null || c.Author == login));
    }

    private async Task<string> AnswerAsync(int number, BotCommand command, CancellationToken cancellationToken)
    {
        var pullRequest = await forge.GetPullRequestAsync(number, cancellationToken);
        if (command.Verb == BotVerb.Apply && pullRequest.State != PullRequestState.Merged) return BotAnswer.Refusal(command, "a phase is applied from the base, after its pull request is merged.");
        try
        {
            var checkout = await open(cancellationToken);
            var (sha, problem) = await checkout.GoToAsync(pullRequest.Base, cancellationToken);
            return sha is null ? BotAnswer.Refusal(command, problem!) : await RunAsync(command, checkout, pullRequest.Base, sha, cancellationToken);
        }
        catch (GitException failure)
        {
            return BotAnswer.Refusal(command, MarkdownText.Plain(failure.Message));
        }
    }

    private async Task<string> RunAsync(BotCommand command, BotCheckout checkout, string @base, string sha, CancellationToken cancellationToken)
    {
        if (command.Verb == BotVerb.Apply && await UnmergedAsync(command, checkout, cancellationToken) is > 0 and var unmerged)
            return BotAnswer.Refusal(command, $"{unmerged} {(unmerged == 1 ? "file" : "files")} of the phase would change on `{@base}`: merge its pull request first.");

        var result = await program.RunAsync(checkout.Folder, Arguments(command), cancellationToken);
        var where = $"on `{@base}` at {sha[..12]}";
        var answer = BotAnswer.Output(command, where, result.ExitCode, result.Output, result.Error);
        if (!command.Changes) return answer;

        // Also of what failed: the next run must know what was begun.
        var author = await forge.GetLoginAsync(cancellationToken) ?? "rewrite";
        return await checkout.RecordAsync(@base, $"rewrite {command.Verb.ToString().ToLowerInvariant()} {command.Subject}", author, CancellationToken.None) is { } lost
            ? $"{answer}\n**The record is not on `{@base}`:** {MarkdownText.Plain(lost)}\n"
            : answer;
    }

    // The record is committed, files are not: those come by a merge. A phase that opens its pull requests itself waits.
    private async Task<int> UnmergedAsync(BotCommand command, BotCheckout checkout, CancellationToken cancellationToken)
    {
        var planned = await program.RunAsync(checkout.Folder, ["plan", command.Subject, "--json"], cancellationToken);
        if (planned.End != ProcessEnd.Exited || planned.ExitCode != 1) return 0;
        using var plan = JsonDocument.Parse(planned.Output);
        var proposes = plan.RootElement.GetProperty("steps").EnumerateArray().Any(s => s.GetProperty("kind").GetString() == "pull-request");
        return proposes ? 0 : plan.RootElement.GetProperty("files").GetArrayLength();
    }

    private static string[] Arguments(BotCommand command) => command.Verb switch
    {
        BotVerb.Plan => ["plan", command.Subject, "--no-diff"],
        BotVerb.Apply => command.Digest is { } digest ? ["apply", command.Subject, "--digest", digest] : ["apply", command.Subject],
        BotVerb.Verify => ["verify", command.Subject],
        BotVerb.Rollback => ["rollback", command.Subject],
        _ => command.Subject.Contains(':') ? ["explain", command.Subject] : ["preview", command.Subject],
    };
}
