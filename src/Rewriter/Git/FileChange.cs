namespace Rewriter.Git;

/// <summary>A file that a commit writes or deletes.</summary>
/// <param name="Path">Its path from the repository's top, with '/'.</param>
/// <param name="Blob">The id of its bytes; null where it is deleted.</param>
public sealed record FileChange(string Path, string? Blob);
