using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Forges;

namespace Rewriter.Migrations.PullRequests;

/// <summary>What came of proposing a phase.</summary>
/// <param name="Action">What became of its pull request.</param>
/// <param name="Branch">The branch it comes from.</param>
/// <param name="Base">The branch it goes to; empty where that is not known.</param>
/// <param name="Summary">What was done, in one line.</param>
public sealed record PullRequestOutcome(PullRequestAction Action, string Branch, string Base, string Summary)
{
    /// <summary>The pull request; null where there is none.</summary>
    public ForgePullRequest? PullRequest { get; init; }

    /// <summary>The commit at the branch's head; null where there is no branch.</summary>
    public string? HeadSha { get; init; }

    /// <summary>The digest of the plan that was proposed; null where none was made.</summary>
    public string? PlanDigest { get; init; }

    /// <summary>The files that are proposed.</summary>
    public ImmutableArray<ProposedFile> Files { get; init; } = [];

    /// <summary>What a person should know beside: a reviewer who could not be asked.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Why it was stopped or declined.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>An outcome that left everything as it is.</summary>
    internal static PullRequestOutcome Stopped(string branch, string @base, params ImmutableArray<Diagnostic> why) =>
        new(PullRequestAction.Stopped, branch, @base, why[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture)) { Diagnostics = why };
}
