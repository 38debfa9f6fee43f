using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>Keeps that many migrations share, with their own tests.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Why">What it is for.</param>
/// <param name="Keeps">Its keeps.</param>
/// <param name="Covers">Files that it must keep.</param>
/// <param name="Leaves">Files that it must not keep.</param>
public sealed record KeepPack(string Id, string Why, ImmutableArray<Keep> Keeps, ImmutableArray<RepoPath> Covers, ImmutableArray<RepoPath> Leaves)
{
    /// <summary>True where one of the keeps is about this file as a whole.</summary>
    public bool CoversFile(RepoPath path) => Keeps.Any(k => k.Where.CoversFile(path));
}
