using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Rewriter.Scanning;

/// <summary>What a scan found. Every file that was met is counted once: hit, clean, excluded or refused.</summary>
/// <param name="Hits">Files in which one of the texts stands, in ordinal order of their paths.</param>
/// <param name="CleanFiles">How many files were searched and hold none.</param>
/// <param name="Excluded">What was left out, in ordinal order; a folder stands for everything in it.</param>
/// <param name="Refused">Files that may hold one and could not be read, in ordinal order.</param>
public sealed record ScanResult<T>(
    ImmutableArray<ScanHit<T>> Hits,
    int CleanFiles,
    ImmutableArray<Exclusion> Excluded,
    ImmutableArray<Diagnostic> Refused)
{
    /// <summary>Paths of files whose names are to be looked at, whether they hold a text or not; in ordinal order.</summary>
    public ImmutableArray<string> NamedPaths { get; init; } = [];
}
