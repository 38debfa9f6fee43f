using Rewriter.Text;

namespace Rewriter.Migrations.Planning;

/// <summary>A file that a phase would change.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">Its bytes now; null where there is none.</param>
/// <param name="After">Its bytes after the phase; null where it is deleted.</param>
/// <param name="MovedFrom">The path from which it is moved, whose mode it keeps; null where it is not.</param>
public sealed record PlannedFile(RepoPath Path, ReadOnlyMemory<byte>? Before, ReadOnlyMemory<byte>? After, RepoPath? MovedFrom = null);
