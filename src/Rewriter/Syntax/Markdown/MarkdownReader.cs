using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>
/// Puts the leaves of a document together. The tree tells which spans are links, code, HTML and prose; where it tells
/// nothing, or a wrong place, words are prose, so that no word is lost.
/// </summary>
internal sealed class MarkdownReader(ReadRequest request)
{
    private static readonly MarkdownPipeline Pipeline = MakePipeline();

    private readonly string _text = request.Text;
    private readonly LeafBuilder _leaves = new(request.Text, request.Languages, request.Root);
    private Sections _sections = new(request.Root, []);

    // How far the text has been looked at; leaves may end before, since not every piece holds a word.
    private int _seen;

    private static MarkdownPipeline MakePipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePreciseSourceLocation()
            .UsePipeTables()
            .UseTaskLists()
            .UseFootnotes()
            .UseDefinitionLists()
            .UseAutoLinks()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
        builder.BlockParsers.Replace<ParagraphBlockParser>(new BoundedParagraphParser());
        builder.BlockParsers.Find<HeadingBlockParser>()!.Closed += BoundedParagraphParser.Bound;
        return builder.Build();
    }

    public SyntaxDocument Read()
    {
        var front = FrontMatter.Find(_text);
        var start = front?.End ?? 0;
        if (front is not null) AddEmbedded(new EmbeddedPiece(EmbeddedText.Slice(_text, front.Content), front.Language), request.Root);

        // Markdig reads NUL as U+FFFD; doing so first keeps its slices slices of this one string.
        var body = _text[start..].Replace('\0', '\uFFFD');
        MarkdownTree tree;
        try
        {
            tree = MarkdownTree.Of(body, start, _text, Pipeline);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Markdig throws where blocks are nested too deep; whatever it throws, the document is refused with its words.
            return UnreadText.Finish(request, _leaves, new SyntaxProblem(new TextSpan(start, 0), $"the document cannot be parsed: {e.Message.Split('\n')[0].TrimEnd('.', '\r')}"));
        }

        _sections = new Sections(request.Root, tree.Headings);
        foreach (var piece in tree.Pieces) Add(piece);
        AddGap(_text.Length);
        return new SyntaxDocument(request, _leaves.Build(), []);
    }

    private void Add(Piece piece)
    {
        // A span that the tree gave twice belongs to what came first.
        if (piece.Span.Start < Math.Max(_seen, _leaves.Position)) return;
        AddGap(piece.Span.Start);
        if (piece.Embedded is { } embedded) AddEmbedded(embedded, _sections.PathAt(piece.Span.Start));
        else if (piece.Label == Label.Prose) AddProse(piece.Span, piece.Codec);
        else _leaves.Add(piece.Span, piece.Label, _sections.PathAt(piece.Span.Start), piece.Codec);
        _seen = Math.Max(_leaves.Position, piece.Span.End);
    }

    private void AddEmbedded(EmbeddedPiece embedded, StructuralPath path)
    {
        var text = embedded.Text;
        if (embedded.Read(request, path) is { } inner)
        {
            _leaves.AddEmbedded(text, inner, LeafCodec.Verbatim, new TextSpan(_leaves.Position, 0));
            return;
        }

        foreach (var line in SourceLines.Of(text.Text, new TextSpan(0, text.Text.Length)))
        {
            if (SourceLines.Trim(text.Text, line) is { IsEmpty: false } code && text.ToOuter(code) is [var span]) _leaves.Add(span, Label.Code, path, MarkdownCodecs.CodeLine);
        }
    }

    /// <summary>What no piece covers up to some place: any words in there are prose.</summary>
    private void AddGap(int end)
    {
        var start = Math.Max(_seen, _leaves.Position);
        if (start >= end) return;
        foreach (var line in SourceLines.Of(_text, TextSpan.FromBounds(start, end)))
        {
            var (first, last) = (line.Start, line.End);
            while (first < last && !char.IsLetterOrDigit(_text[first])) first++;
            while (last > first && !char.IsLetterOrDigit(_text[last - 1])) last--;
            if (last > first) AddProse(TextSpan.FromBounds(first, last), MarkdownCodecs.Prose);
        }
    }

    private void AddProse(TextSpan span, LeafCodec codec)
    {
        span = SourceLines.Trim(_text, span);
        var path = _sections.PathAt(span.Start);
        while (UrlScanner.Next(_text, span) is { } url)
        {
            AddWords(TextSpan.FromBounds(span.Start, url.Start), path, codec);
            _leaves.Add(url, Label.Link, path, MarkdownCodecs.Url);
            span = TextSpan.FromBounds(url.End, span.End);
        }

        AddWords(span, path, codec);
    }

    private void AddWords(TextSpan span, StructuralPath path, LeafCodec codec)
    {
        span = SourceLines.Trim(_text, span);
        if (HasWords(_text.AsSpan(span.Start, span.Length))) _leaves.Add(span, Label.Prose, path, codec);
    }

    private static bool HasWords(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c > '\x7F' || char.IsAsciiLetterOrDigit(c)) return true;
        }

        return false;
    }
}
