using Rewriter.Text;

namespace Rewriter.Migrations;

/// <summary>What the version control says about the repository's files.</summary>
public interface IVersionControl
{
    /// <summary>Which of these files have changes that are not committed; none where the folder is under no version control.</summary>
    IReadOnlySet<RepoPath> UncommittedAmong(IReadOnlyCollection<RepoPath> paths);
}
