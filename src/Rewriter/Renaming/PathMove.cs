using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>A file that gets another path, because its name or a folder's name holds an old name.</summary>
/// <param name="From">Where it lies.</param>
/// <param name="To">Where it shall lie.</param>
public sealed record PathMove(RepoPath From, RepoPath To)
{
    /// <summary>True where the two differ in letter case alone, which some file systems take for one path.</summary>
    public bool IsCaseOnly => From.Value.Equals(To.Value, StringComparison.OrdinalIgnoreCase);
}
