using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>A change of one file, bound to the bytes that it was made from.</summary>
/// <param name="Path">The file after the change.</param>
/// <param name="BeforeDigest">SHA-256 of the bytes that it replaces; null where it makes a new file.</param>
/// <param name="After">The new bytes; null where it deletes the file.</param>
/// <param name="MovedFrom">The file's earlier path, whose bytes <paramref name="BeforeDigest"/> speaks of; null where it stays.</param>
public sealed record FileChange(RepoPath Path, string? BeforeDigest, ReadOnlyMemory<byte>? After, RepoPath? MovedFrom = null)
{
    /// <summary>The path that holds the bytes before.</summary>
    public RepoPath Source => MovedFrom ?? Path;
}
