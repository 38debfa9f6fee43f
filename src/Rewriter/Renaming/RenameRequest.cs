using System.Collections.Immutable;
using Rewriter.Naming;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>What is to be renamed.</summary>
public sealed record RenameRequest
{
    /// <summary>The old and the new names; an earlier pair wins over a later one.</summary>
    public required ImmutableArray<NamePair> Pairs { get; init; }

    /// <summary>The project's own repositories beside those that are found, as <c>owner/name</c>, and its own domains.</summary>
    public ImmutableArray<string> Own { get; init; } = [];

    /// <summary>Texts that stay.</summary>
    public ImmutableArray<RenameKeep> Keeps { get; init; } = [];

    /// <summary>Only these paths; all where empty.</summary>
    public ImmutableArray<PathGlob> Only { get; init; } = [];

    /// <summary>Paths that are left out beside the usual ones.</summary>
    public ImmutableArray<ExtraExclude> Excludes { get; init; } = [];

    /// <summary>True to change what is proposed, too.</summary>
    public bool IncludeReview { get; init; }

    /// <summary>Whether a person agreed to a proposed change; null where nobody was asked one by one. Called by several threads.</summary>
    public Func<RepoPath, RenameOccurrence, bool>? Accepts { get; init; }

    /// <summary>True to search changelogs, licences, records of decisions and migrations of databases like everything else.</summary>
    public bool IncludeHistory { get; init; }

    /// <summary>True to search copies of somebody else's code and lock files.</summary>
    public bool IncludeVendored { get; init; }

    /// <summary>True to search what ignore files name.</summary>
    public bool IncludeIgnored { get; init; }

    /// <summary>True to let states follow renamed addresses: <c>moved</c> blocks for Terraform, aliases for Pulumi.</summary>
    public bool FollowAddresses { get; init; } = true;

    /// <summary>How many threads work; one a processor where 0.</summary>
    public int Threads { get; init; }
}
