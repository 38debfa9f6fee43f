using System.Collections.Immutable;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>Which occurrences are meant. What is left empty does not restrict.</summary>
/// <param name="Files">Any of these files.</param>
/// <param name="Paths">Any of these places in the file's structure.</param>
/// <param name="Labels">Any of these labels.</param>
/// <param name="Languages">Any of these languages somewhere in the language stack.</param>
public sealed record Selection(
    ImmutableArray<PathGlob> Files,
    ImmutableArray<PathPattern> Paths,
    ImmutableArray<Label> Labels,
    ImmutableArray<string> Languages)
{
    /// <summary>Everything.</summary>
    public static Selection All { get; } = new([], [], [], []);

    /// <summary>True where a file can hold something that is meant.</summary>
    public bool CoversFile(RepoPath path) => Files.IsEmpty || Files.Any(f => f.Matches(path));

    /// <summary>True where an occurrence is meant.</summary>
    public bool Covers(Occurrence occurrence) =>
        CoversFile(occurrence.File)
        && (Labels.IsEmpty || Labels.Contains(occurrence.Label))
        && (Languages.IsEmpty || InLanguage(occurrence.Languages))
        && (Paths.IsEmpty || Paths.Any(p => p.Matches(occurrence.Path)));

    private bool InLanguage(LanguageStack? stack)
    {
        for (; stack is not null; stack = stack.Outer)
        {
            if (Languages.Contains(stack.Language)) return true;
        }

        return false;
    }
}
