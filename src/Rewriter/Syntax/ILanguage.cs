using Rewriter.Text;

namespace Rewriter.Syntax;

/// <summary>
/// A language that the product reads. An implementation registers itself from a module initializer
/// (<see cref="LanguageCatalog.Register"/>); it has no state and loads heavy libraries only in <see cref="Read"/>.
/// </summary>
public interface ILanguage
{
    /// <summary>Its name in rules, reports and Markdown fences, in lower case: <c>yaml</c>, <c>hcl</c>, <c>shell</c>.</summary>
    string Id { get; }

    /// <summary>Other names, as they stand behind a Markdown fence: <c>yml</c>, <c>bash</c>.</summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>True where the reader takes the holes of its request as opaque pieces.</summary>
    bool UnderstandsHoles => false;

    /// <summary>How surely a file is of this language: 0 not at all, 50 by extension, 100 by its exact name. The highest claim wins.</summary>
    /// <param name="path">The file.</param>
    /// <param name="head">The beginning of its text (up to 256 characters), for a shebang.</param>
    int Claim(RepoPath path, ReadOnlySpan<char> head);

    /// <summary>
    /// Reads a text. Never throws on any text, takes linear time, bounds its depth, and gives leaves that cover the
    /// text even where it did not understand it.
    /// </summary>
    SyntaxDocument Read(ReadRequest request);
}
