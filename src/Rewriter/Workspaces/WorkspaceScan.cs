using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>What became of every file of a repository: none is passed over without a word.</summary>
/// <param name="Files">Files that hold a name, in ordinal order.</param>
/// <param name="Clean">How many files hold none.</param>
/// <param name="Excluded">Files and folders that are out of scope, each with the reason.</param>
/// <param name="Refused">Files that hold a name and cannot be read.</param>
public sealed record WorkspaceScan(
    ImmutableArray<RepoPath> Files,
    int Clean,
    ImmutableArray<(RepoPath Path, string Reason)> Excluded,
    ImmutableArray<Diagnostic> Refused);
