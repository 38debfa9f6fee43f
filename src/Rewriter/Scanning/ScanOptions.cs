using System.Collections.Immutable;

namespace Rewriter.Scanning;

/// <summary>What is searched and what for.</summary>
public sealed record ScanOptions
{
    /// <summary>The texts to look for, in UTF-8; a file with one of them is a hit.</summary>
    public required ByteNeedles Needles { get; init; }

    /// <summary>Only these paths; all where empty.</summary>
    public ImmutableArray<PathGlob> Only { get; init; } = [];

    /// <summary>Paths to leave out beside the usual ones.</summary>
    public ImmutableArray<ExtraExclude> ExtraExcludes { get; init; } = [];

    /// <summary>True to search what ignore files name.</summary>
    public bool IncludeIgnored { get; init; }

    /// <summary>True to search copies of somebody else's code.</summary>
    public bool IncludeVendored { get; init; }

    /// <summary>True to search lock files.</summary>
    public bool IncludeLockFiles { get; init; }

    /// <summary>Which paths are collected in <see cref="ScanResult{T}.NamedPaths"/>; none where null. Called by several threads.</summary>
    public Func<Rewriter.Text.RepoPath, bool>? NameFilter { get; init; }

    /// <summary>How many threads search; one a processor where 0.</summary>
    public int Threads { get; init; }
}
