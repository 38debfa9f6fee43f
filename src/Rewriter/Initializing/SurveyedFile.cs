using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Initializing;

/// <summary>A file in which one of the words stands.</summary>
/// <param name="Source">Its text.</param>
/// <param name="Document">What its reader made of it.</param>
/// <param name="Kind">What it is.</param>
internal sealed record SurveyedFile(SourceFile Source, SyntaxDocument Document, FileKind Kind)
{
    public RepoPath Path => Source.Path;

    public string Text => Source.Text;

    public bool IsYaml => Path.Extension.ToLowerInvariant() is ".yaml" or ".yml";

    /// <summary>File and line (1-based), as evidence.</summary>
    public string Place(int offset) => $"{Path}:{Source.Lines.PositionOf(offset).Line + 1}";

    /// <summary>True where a leaf is the whole content of a quoted string.</summary>
    public (bool Begins, bool Ends) Quoted(SyntaxLeaf leaf) =>
        (leaf.Span.Start > 0 && Text[leaf.Span.Start - 1] == '"', leaf.Span.End < Text.Length && Text[leaf.Span.End] == '"');
}
