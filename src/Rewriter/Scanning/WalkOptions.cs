using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>Which files of a repository are visited.</summary>
public record WalkOptions
{
    /// <summary>Only these paths; all where empty.</summary>
    public ImmutableArray<PathGlob> Only { get; init; } = [];

    /// <summary>Only what lies in this folder; the whole repository for its root.</summary>
    public RepoPath Under { get; init; }

    /// <summary>Paths to leave out beside the usual ones.</summary>
    public ImmutableArray<ExtraExclude> ExtraExcludes { get; init; } = [];

    /// <summary>True to visit what ignore files name.</summary>
    public bool IncludeIgnored { get; init; }

    /// <summary>True to visit copies of somebody else's code.</summary>
    public bool IncludeVendored { get; init; }

    /// <summary>True to visit lock files.</summary>
    public bool IncludeLockFiles { get; init; }

    /// <summary>How many threads work; one a processor where 0.</summary>
    public int Threads { get; init; }
}
