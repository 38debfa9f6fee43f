using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Migrations.PullRequests;

namespace Rewriter.Cli.Commands;

/// <summary>The options of <c>rewrite pr</c>.</summary>
internal sealed class PrOptions
{
    /// <summary>The way over a plain git remote.</summary>
    public const string Git = "git";

    private readonly Option<string?> _base = new("--base") { Description = "The branch that the pull request goes to (default: the repository's default branch)", HelpName = "BRANCH" };
    private readonly Option<bool> _draft = new("--draft") { Description = "Opens it as a draft" };
    private readonly Option<string[]> _labels = new("--label") { Description = "Gives it a label; repeatable", HelpName = "LABEL", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _reviewers = new("--reviewer") { Description = "Asks a person for a review when it is opened, beside the owners of the changed files; repeatable", HelpName = "LOGIN", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _teams = new("--team-reviewer") { Description = "Asks a team for a review when it is opened; repeatable", HelpName = "SLUG", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces what a person pushed to the branch" };
    private readonly Option<bool> _reopen = new("--reopen") { Description = "Proposes again what a person closed" };
    private readonly Option<bool> _review = new("--include-review") { Description = "Proposes what rules only propose, too" };

    private readonly OverrideOption _override = new();

    public PrOptions() => Via.AcceptOnlyFromAmong("github", Git);

    /// <summary>Over which way.</summary>
    public Option<string> Via { get; } = new("--via") { Description = "'github' opens a pull request; 'git' pushes the branch to any remote and leaves the pull request to you", DefaultValueFactory = _ => "github" };

    /// <summary>The remote of a plain git.</summary>
    public Option<string> Remote { get; } = new("--remote") { Description = "The remote for '--via git'", HelpName = "NAME", DefaultValueFactory = _ => "origin" };

    /// <summary>Whether requests are only shown.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Sends nothing that changes anything, and shows each request that would" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _base, _draft, _labels, _reviewers, _teams, _overwrite, _reopen, _review, _override.Option, Via, Remote, DryRun }) command.Options.Add(option);
    }

    /// <summary>How the phase is proposed; null, with an error written, where an override has no reason.</summary>
    public PullRequestOptions? Read(ParseResult parsed, CommandHost host) => _override.Read(parsed, host) is not { } overrides ? null : new PullRequestOptions
    {
        Overrides = overrides,
        Base = parsed.GetValue(_base),
        Draft = parsed.GetValue(_draft),
        Labels = [.. parsed.GetValue(_labels) ?? []],
        Reviewers = [.. parsed.GetValue(_reviewers) ?? []],
        TeamReviewers = [.. parsed.GetValue(_teams) ?? []],
        Overwrite = parsed.GetValue(_overwrite),
        Reopen = parsed.GetValue(_reopen),
        IncludeReview = parsed.GetValue(_review),
    };
}
