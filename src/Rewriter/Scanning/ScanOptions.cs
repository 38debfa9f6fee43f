using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>What is searched and what for.</summary>
public sealed record ScanOptions : WalkOptions
{
    /// <summary>The texts to look for, in UTF-8; a file with one of them is a hit.</summary>
    public required ByteNeedles Needles { get; init; }

    /// <summary>Which paths are collected in <see cref="ScanResult{T}.NamedPaths"/>; none where null. Called by several threads.</summary>
    public Func<RepoPath, bool>? NameFilter { get; init; }
}
