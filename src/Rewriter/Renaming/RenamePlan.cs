using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Naming;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>Everything a rename would do, and everything it would not, each with its reason.</summary>
public sealed record RenamePlan
{
    /// <summary>The pairs.</summary>
    public required ImmutableArray<NamePair> Pairs { get; init; }

    /// <summary>Files in which an old name stands, changed or not, in ordinal order.</summary>
    public required ImmutableArray<RenameFile> Files { get; init; }

    /// <summary>Paths that hold an old name, renamed or not, in ordinal order.</summary>
    public required ImmutableArray<PathVerdict> Paths { get; init; }

    /// <summary>Files and folders that were left out, in ordinal order.</summary>
    public required ImmutableArray<Exclusion> Excluded { get; init; }

    /// <summary>Files that could not be read, in ordinal order; names in them are not accounted for.</summary>
    public required ImmutableArray<Diagnostic> Refused { get; init; }

    /// <summary>Errors that forbid to apply the plan.</summary>
    public required ImmutableArray<Diagnostic> Errors { get; init; }

    /// <summary>What a person should look after outside of the repository, one sentence each.</summary>
    public required ImmutableArray<string> Attention { get; init; }

    /// <summary>The project's own repositories as <c>owner/name</c>, as found and as given.</summary>
    public required ImmutableArray<string> Own { get; init; }

    /// <summary>How many files were searched and hold no old name.</summary>
    public required int CleanFiles { get; init; }

    /// <summary>Files whose content changes.</summary>
    public IEnumerable<RenameFile> ChangedFiles => Files.Where(f => f.IsChanged);

    /// <summary>Files that move.</summary>
    public IEnumerable<PathMove> Moves => Paths.Where(p => p.Path != p.NewPath).Select(p => new PathMove(p.Path, p.NewPath));

    /// <summary>True where applying would change nothing.</summary>
    public bool IsEmpty => !ChangedFiles.Any() && !Moves.Any();

    /// <summary>Every occurrence of a tier with its file, in order.</summary>
    public IEnumerable<PlacedOccurrence> Occurrences(RenameTier tier)
    {
        foreach (var file in Files)
        {
            foreach (var occurrence in file.Occurrences)
            {
                if (occurrence.Verdict.Tier == tier) yield return new PlacedOccurrence(file, occurrence);
            }
        }
    }

    /// <summary>The path of a file after the rename.</summary>
    public RepoPath NewPathOf(RepoPath path) => Paths.FirstOrDefault(p => p.Path == path)?.NewPath ?? path;
}
