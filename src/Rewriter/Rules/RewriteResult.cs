using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Rules;

/// <summary>What a rewrite of a repository would do, and what became of every occurrence.</summary>
/// <param name="Decisions">All occurrences in all files, in order of file and place.</param>
/// <param name="Changes">The changed files.</param>
/// <param name="Scan">What became of every file.</param>
/// <param name="Diagnostics">Overlaps, refused edits, counts that are off; an error means that nothing may be written.</param>
public sealed record RewriteResult(
    ImmutableArray<Decision> Decisions,
    ImmutableArray<FileChange> Changes,
    WorkspaceScan Scan,
    ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>True where the changes may be written.</summary>
    public bool IsSound => Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);

    /// <summary>The occurrences of one disposition.</summary>
    public IEnumerable<Decision> Of(Disposition disposition) => Decisions.Where(d => d.Disposition == disposition);

    /// <summary>The files that change, in order.</summary>
    public IEnumerable<RepoPath> Files => Changes.Select(c => c.Path);
}
