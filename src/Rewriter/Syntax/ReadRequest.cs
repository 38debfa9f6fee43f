using System.Collections.Immutable;
using Rewriter.Text;

namespace Rewriter.Syntax;

/// <summary>What a reader is asked to read: a whole file, or a text embedded in one.</summary>
/// <param name="Text">The text to read.</param>
/// <param name="Path">The file that it stands in.</param>
/// <param name="Languages">The languages around it and its own, innermost last.</param>
/// <param name="Root">The structural path of the text: the root for a file, the host's path for an embedded text.</param>
public sealed record ReadRequest(string Text, RepoPath Path, LanguageStack Languages, StructuralPath Root)
{
    /// <summary>How many languages may lie one within the other.</summary>
    public const int MaxEmbedding = 8;

    /// <summary>How deeply a grammar may nest brackets, blocks and expressions.</summary>
    public const int MaxNesting = 256;

    /// <summary>Pieces of the text that belong to the language around it.</summary>
    public HoleSet Holes { get; init; } = HoleSet.None;

    /// <summary>What the texts embedded in one file have in common; null where nothing is kept.</summary>
    internal EmbeddedNames? Names { get; init; }

    /// <summary>A request to read a whole file.</summary>
    public static ReadRequest File(SourceFile file, ILanguage language) =>
        new(file.Text, file.Path, new LanguageStack(language.Id), StructuralPath.Root);

    /// <summary>
    /// Reads a text of another language inside this one: its leaves with a meaning. Null where the language is unknown, does not understand
    /// holes that are there, did not understand the text, or lies too deep: then it is code of an unknown kind.
    /// </summary>
    /// <param name="languageId">The inner language.</param>
    /// <param name="text">The inner text.</param>
    /// <param name="path">Its structural path.</param>
    /// <param name="holes">Its holes; null for none.</param>
    public ImmutableArray<SyntaxLeaf>? ReadEmbedded(string languageId, string text, StructuralPath path, HoleSet? holes = null)
    {
        holes ??= HoleSet.None;
        if (Languages.Depth >= MaxEmbedding || LanguageCatalog.Find(languageId) is not { } language) return null;
        if (!holes.IsEmpty && !language.UnderstandsHoles) return null;
        var document = language.Read(new ReadRequest(text, Path, Languages.Push(language.Id), path) { Holes = holes, Names = Names });
        return document.IsUnderstood ? document.MeaningfulLeaves : null;
    }
}
