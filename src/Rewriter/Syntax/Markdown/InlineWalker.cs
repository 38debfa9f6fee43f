using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>Notes down the pieces of a paragraph, a heading or a cell.</summary>
/// <param name="text">The file.</param>
/// <param name="offset">Where the parsed document begins in it.</param>
/// <param name="pieces">Where they are noted.</param>
internal sealed class InlineWalker(string text, int offset, List<Piece> pieces)
{
    private StringBuilder? _heading;

    /// <summary>In how many quotes the block lies: the signs that its lines begin with.</summary>
    public int QuoteDepth { get; set; }

    /// <summary>Walks over a heading and gives what it says.</summary>
    public string WalkHeading(ContainerInline inline)
    {
        _heading = new StringBuilder();
        Walk(inline);
        var said = _heading.ToString().Trim();
        _heading = null;
        return said;
    }

    /// <summary>Walks over inlines.</summary>
    public void Walk(ContainerInline container)
    {
        foreach (var inline in container) WalkOne(inline);
    }

    /// <summary>A span of the parsed document in the file; null for one that is empty or lies outside.</summary>
    public TextSpan? ToText(SourceSpan span) =>
        span.Start < 0 || span.End < span.Start || span.End + offset >= text.Length ? null : TextSpan.FromBounds(span.Start + offset, span.End + 1 + offset);

    /// <summary>Notes down where a link leads, bare or in angle brackets.</summary>
    public void AddTarget(SourceSpan span)
    {
        if (ToText(span) is not { } target) return;
        if (target.Length > 1 && text[target.Start] == '<' && text[target.End - 1] == '>') target = TextSpan.FromBounds(target.Start + 1, target.End - 1);
        pieces.Add(new Piece(target, Label.Link, MarkdownCodecs.Target));
    }

    /// <summary>Notes down the title of a link, which stands in quotes.</summary>
    public void AddTitle(SourceSpan span)
    {
        if (ToText(span) is not { Length: > 2 } title) return;
        foreach (var line in Lines(TextSpan.FromBounds(title.Start + 1, title.End - 1))) pieces.Add(new Piece(line, Label.Prose, MarkdownCodecs.Title));
    }

    private void WalkOne(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                AddLiteral(literal);
                break;
            case HtmlEntityInline entity:
                if (ToText(entity.Span) is { } reference) AddProse(reference);
                break;
            case CodeInline code:
                AddCode(code);
                break;
            case AutolinkInline link:
                if (ToText(link.Span) is { Length: > 2 } inAngles) Add(TextSpan.FromBounds(inAngles.Start + 1, inAngles.End - 1), Label.Link, MarkdownCodecs.Url);
                break;
            case LinkInline link:
                AddLink(link);
                break;
            case HtmlInline html:
                AddHtml(html);
                break;
            case TaskList task:
                if (task.Checked && ToText(task.Span) is { Length: 3 } box) Add(new TextSpan(box.Start + 1, 1), Label.Value, MarkdownCodecs.TaskBox);
                break;
            case FootnoteLink { IsBackLink: false } footnote:
                if (ToText(footnote.Span) is { Length: > 3 } mark) Add(TextSpan.FromBounds(mark.Start + 2, mark.End - 1), Label.Address, MarkdownCodecs.Word);
                break;
            case ContainerInline container:
                Walk(container);
                break;
        }
    }

    private void Add(TextSpan span, Label label, LeafCodec codec)
    {
        pieces.Add(new Piece(span, label, codec));
        _heading?.Append(codec.Decode(text, span));
    }

    private void AddLiteral(LiteralInline literal)
    {
        // A table's cell has its content trimmed but not its span: contained is near enough.
        if (ToText(literal.Span) is not { } span) return;
        var raw = text.AsSpan(span.Start, span.Length);
        var content = literal.Content.AsSpan();
        if (raw.Length == content.Length ? raw.SequenceEqual(content) : raw.IndexOf(content, StringComparison.Ordinal) >= 0) AddProse(span);
    }

    /// <summary>Literals, escapes and references that follow one another are one piece: <c>my\_name</c> is one word.</summary>
    private void AddProse(TextSpan span)
    {
        _heading?.Append(MarkdownCodecs.Prose.Decode(text, span));
        if (text.AsSpan(span.Start, span.Length).IndexOfAny('\r', '\n') >= 0) return;
        if (pieces.Count > 0 && pieces[^1] is { Label: Label.Prose } last && last.Span.End == span.Start && last.Codec == MarkdownCodecs.Prose)
            pieces[^1] = last with { Span = TextSpan.FromBounds(last.Span.Start, span.End) };
        else
            pieces.Add(new Piece(span, Label.Prose, MarkdownCodecs.Prose));
    }

    private void AddCode(CodeInline code)
    {
        if (ToText(code.Span) is not { } span || span.Length <= 2 * code.DelimiterCount) return;
        foreach (var line in Lines(TextSpan.FromBounds(span.Start + code.DelimiterCount, span.End - code.DelimiterCount))) Add(line, Label.Code, MarkdownCodecs.CodeSpan);
    }

    private void AddLink(LinkInline link)
    {
        if (link.IsAutoLink)
        {
            if (ToText(link.Span) is { } url) Add(url, Label.Link, MarkdownCodecs.Url);
            return;
        }

        Walk(link);
        if (link.Reference is null)
        {
            AddTarget(link.UrlSpan);
            AddTitle(link.TitleSpan);
        }
        else if (!link.IsShortcut && ToText(link.LabelSpan) is { } label)
        {
            pieces.Add(new Piece(label, Label.Address, MarkdownCodecs.Word));
        }
    }

    private void AddHtml(HtmlInline html)
    {
        if (ToText(html.Span) is not { } span) return;
        var scanner = new HtmlScanner(text, pieces);
        foreach (var line in Lines(span)) scanner.Scan(line);
    }

    /// <summary>The lines of an inline, without blanks and without the signs of the quotes that it lies in.</summary>
    private IEnumerable<TextSpan> Lines(TextSpan span)
    {
        foreach (var line in SourceLines.Of(text, span))
        {
            var start = line.Start;
            if (start > span.Start)
            {
                for (var quotes = QuoteDepth; quotes > 0 && start < line.End && (char.IsWhiteSpace(text[start]) || text[start] == '>'); start++)
                {
                    if (text[start] == '>') quotes--;
                }
            }

            if (SourceLines.Trim(text, TextSpan.FromBounds(start, line.End)) is { IsEmpty: false } content) yield return content;
        }
    }
}
