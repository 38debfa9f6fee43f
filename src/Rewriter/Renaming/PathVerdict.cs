using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>A path that holds an old name, and what becomes of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="NewPath">Its new path; the same where it stays.</param>
/// <param name="Verdict">Why it is renamed or not.</param>
public sealed record PathVerdict(RepoPath Path, RepoPath NewPath, RenameVerdict Verdict);
