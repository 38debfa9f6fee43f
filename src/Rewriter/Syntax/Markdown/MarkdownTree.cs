using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>
/// Walks over the blocks that Markdig found and notes down their pieces. Spans are checked against the text before
/// they are believed, since Markdig is not precise everywhere.
/// </summary>
internal sealed class MarkdownTree
{
    private readonly List<Piece> _pieces = [];
    private readonly List<Heading> _headings = [];
    private readonly string _body;
    private readonly int _offset;
    private readonly string _text;
    private readonly InlineWalker _inlines;

    private MarkdownTree(string body, int offset, string text)
    {
        _body = body;
        _offset = offset;
        _text = text;
        _inlines = new InlineWalker(text, offset, _pieces);
    }

    /// <summary>The pieces, by where they begin.</summary>
    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>The headings, in any order.</summary>
    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>Parses a document.</summary>
    /// <param name="body">The document without its front matter.</param>
    /// <param name="offset">Where it begins in the file.</param>
    /// <param name="text">The file.</param>
    /// <param name="pipeline">The parser.</param>
    /// <exception cref="ArgumentException">Its blocks or inlines are nested too deep for Markdig.</exception>
    public static MarkdownTree Of(string body, int offset, string text, MarkdownPipeline pipeline)
    {
        var tree = new MarkdownTree(body, offset, text);
        tree.Walk(Markdig.Markdown.Parse(body, pipeline));

        tree.Sort();
        return tree;
    }

    /// <summary>Puts the pieces in order, stably: of two at one place the one that was noted first counts.</summary>
    private void Sort()
    {
        var inOrder = true;
        for (var i = 1; i < _pieces.Count && inOrder; i++) inOrder = _pieces[i - 1].Span.Start <= _pieces[i].Span.Start;
        if (inOrder) return;

        // Definitions and footnotes come late; the keys are small, so that the pieces themselves are moved once.
        var keys = new long[_pieces.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = ((long)_pieces[i].Span.Start << 32) | (uint)i;
        Array.Sort(keys);
        var ordered = new List<Piece>(keys.Length);
        foreach (var key in keys) ordered.Add(_pieces[(int)(uint)key]);
        _pieces.Clear();
        _pieces.AddRange(ordered);
    }

    private void Walk(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                _headings.Add(new Heading(heading.Span.Start + _offset, heading.Level, heading.Inline is null ? string.Empty : _inlines.WalkHeading(heading.Inline)));
                break;
            case FencedCodeBlock fence:
                AddFence(fence);
                break;
            case CodeBlock code:
                AddCode(code, string.Empty);
                break;
            case HtmlBlock html:
                AddHtml(html);
                break;
            case FootnoteLinkReferenceDefinition footnote:
                AddWord(footnote.LabelSpan, Label.Key);
                break;
            case LinkReferenceDefinition definition:
                AddWord(definition.LabelSpan, Label.Key);
                _inlines.AddTarget(definition.UrlSpan);
                _inlines.AddTitle(definition.TitleSpan);
                break;
            case LeafBlock { Inline: { } inline }:
                _inlines.Walk(inline);
                break;
            case ContainerBlock container:
                if (container is ListItemBlock { Parent: ListBlock { IsOrdered: true } }) AddNumber(container);
                if (container is QuoteBlock) _inlines.QuoteDepth++;
                foreach (var child in container) Walk(child);
                if (container is QuoteBlock) _inlines.QuoteDepth--;
                break;
        }
    }

    private void AddNumber(ContainerBlock item)
    {
        var start = item.Span.Start + _offset;
        var end = start;
        while (end < _text.Length && char.IsAsciiDigit(_text[end])) end++;
        _pieces.Add(new Piece(TextSpan.FromBounds(start, end), Label.Value, MarkdownCodecs.Number));
    }

    private void AddWord(SourceSpan span, Label label)
    {
        if (_inlines.ToText(span) is not { } word) return;
        while (word.Length > 0 && _text[word.Start] is '[' or '^') word = TextSpan.FromBounds(word.Start + 1, word.End);
        while (word.Length > 0 && _text[word.End - 1] is ']' or ':') word = TextSpan.FromBounds(word.Start, word.End - 1);
        _pieces.Add(new Piece(word, label, MarkdownCodecs.Word));
    }

    private void AddFence(FencedCodeBlock fence)
    {
        var at = fence.Span.Start + _offset;
        while (at < _text.Length && _text[at] == fence.FencedChar) at++;
        var length = _text.AsSpan(at).IndexOfAny('\r', '\n');
        var info = SourceLines.Trim(_text, TextSpan.FromBounds(at, length < 0 ? _text.Length : at + length));
        var word = info.Start;
        while (word < info.End && (char.IsLetterOrDigit(_text[word]) || _text[word] is '_' or '+' or '#' or '.' or '-')) word++;
        var language = TextSpan.FromBounds(info.Start, word);
        if (language.Length > 0) _pieces.Add(new Piece(language, Label.Keyword, MarkdownCodecs.Word));
        if (word < info.End) _pieces.Add(new Piece(SourceLines.Trim(_text, TextSpan.FromBounds(word, info.End)), Label.Value, MarkdownCodecs.Word));
        AddCode(fence, _text.Substring(language.Start, language.Length));
    }

    private void AddCode(CodeBlock block, string language)
    {
        // Only a language that is known is worth a text of its own.
        var builder = language.Length > 0 && LanguageCatalog.Find(language) is not null ? new EmbeddedText.Builder(_text) : null;
        var lines = block.Lines;
        var known = _pieces.Count;
        var first = -1;
        var last = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var slice = lines.Lines[i].Slice;
            if (!ReferenceEquals(slice.Text, _body) || LineOf(slice, last) is not { } line)
            {
                _pieces.RemoveRange(known, _pieces.Count - known);
                AddExpandedCode(block);
                return;
            }

            if (first < 0) first = line.Start;
            last = line.End;
            if (builder is not null) builder.Append(line);
            else if (SourceLines.Trim(_text, line) is { IsEmpty: false } code) _pieces.Add(new Piece(code, Label.Code, MarkdownCodecs.CodeLine));
        }

        if (builder is not null && first >= 0 && last > first) _pieces.Add(new Piece(TextSpan.FromBounds(first, last), Label.Code, MarkdownCodecs.CodeLine, new EmbeddedPiece(builder.Build(), language)));
    }

    /// <summary>A line of code with its line end; null where it is not behind the last one.</summary>
    private TextSpan? LineOf(Markdig.Helpers.StringSlice slice, int last)
    {
        var start = slice.Start + _offset;
        var end = Math.Max(slice.End + 1 + _offset, start);
        if (start < last || end > _text.Length) return null;
        if (end < _text.Length && _text[end] == '\r') end++;
        if (end < _text.Length && _text[end] == '\n') end++;
        return TextSpan.FromBounds(start, end);
    }

    /// <summary>Code of which Markdig made a copy, since an indentation cuts a tab: its lines are taken as they stand.</summary>
    private void AddExpandedCode(CodeBlock block)
    {
        if (_inlines.ToText(block.Span) is not { } span) return;
        var isFirst = block is FencedCodeBlock;
        foreach (var line in SourceLines.Of(_text, span))
        {
            var start = line.Start;
            while (start < line.End && (_text[start] is '>' || char.IsWhiteSpace(_text[start]))) start++;
            if (!isFirst) _pieces.Add(new Piece(SourceLines.Trim(_text, TextSpan.FromBounds(start, line.End)), Label.Code, MarkdownCodecs.CodeLine));
            isFirst = false;
        }
    }

    private void AddHtml(HtmlBlock block)
    {
        var scanner = new HtmlScanner(_text, _pieces);
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var slice = block.Lines.Lines[i].Slice;
            if (ReferenceEquals(slice.Text, _body) && slice.End >= slice.Start) scanner.Scan(TextSpan.FromBounds(slice.Start + _offset, slice.End + 1 + _offset));
        }
    }
}
