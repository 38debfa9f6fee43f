using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Scanning;

/// <summary>Lists the files of a repository without reading them.</summary>
public static class RepositoryFiles
{
    /// <summary>The paths that a filter wants, in ordinal order, without what is left out by default.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="options">What is visited.</param>
    /// <param name="filter">Which paths are wanted; called by several threads.</param>
    /// <param name="cancellation">Ends the walk early.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static ImmutableArray<RepoPath> List(IFileTree tree, WalkOptions options, Func<RepoPath, bool> filter, CancellationToken cancellation = default)
    {
        var visitors = new List<Visitor>();
        new RepositoryWalker(tree, options).Walk(
            () =>
            {
                var visitor = new Visitor(options, filter);
                visitors.Add(visitor);
                return visitor;
            },
            cancellation);
        return [.. visitors.SelectMany(v => v.Paths).Order()];
    }

    private sealed class Visitor(WalkOptions options, Func<RepoPath, bool> filter) : RepositoryWalker.IVisitor
    {
        public List<RepoPath> Paths { get; } = [];

        public void Visit(WalkedFolder folder, RepoPath path)
        {
            if (filter(path) && (options.IncludeIgnored || !folder.IsIgnored(path, isFolder: false))) Paths.Add(path);
        }

        public void Exclude(Exclusion exclusion)
        {
            // What is left out is told by the scan.
        }
    }
}
