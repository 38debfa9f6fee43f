using System.Collections.Immutable;

namespace Rewriter.Migrations.PullRequests;

/// <summary>How a phase is proposed.</summary>
public sealed record PullRequestOptions
{
    /// <summary>The branch that the pull request goes to; null for the repository's default branch.</summary>
    public string? Base { get; init; }

    /// <summary>The branch it comes from; null for <c>rewrite/MIGRATION/PHASE</c>.</summary>
    public string? Branch { get; init; }

    /// <summary>Its title; null for the phase's.</summary>
    public string? Title { get; init; }

    /// <summary>True to open it as a draft. One that is open keeps what people made of it.</summary>
    public bool Draft { get; init; }

    /// <summary>Labels that it gets; others stay.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>People who are asked for a review when it is opened, beside the owners of the changed files.</summary>
    public ImmutableArray<string> Reviewers { get; init; } = [];

    /// <summary>Teams, by slug, that are asked for a review when it is opened.</summary>
    public ImmutableArray<string> TeamReviewers { get; init; } = [];

    /// <summary>True to replace what a person pushed to the branch.</summary>
    public bool Overwrite { get; init; }

    /// <summary>True to propose again what a person closed.</summary>
    public bool Reopen { get; init; }

    /// <summary>The blockers that are overridden by their ids, each with the reason, which the body shows.</summary>
    public ImmutableSortedDictionary<string, string> Overrides { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>True where a person overrode the blockers already.</summary>
    public bool BlockersAreOverridden { get; init; }

    /// <summary>True to propose what rules only propose, too.</summary>
    public bool IncludeReview { get; init; }
}
