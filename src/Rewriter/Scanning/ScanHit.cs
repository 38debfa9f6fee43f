using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>A file in which one of the texts stands.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Value">What was made of it.</param>
public sealed record ScanHit<T>(RepoPath Path, T Value);
