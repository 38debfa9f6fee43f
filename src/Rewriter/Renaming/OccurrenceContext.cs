using Microsoft.CodeAnalysis.Text;
using Rewriter.Naming;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>An occurrence and everything that a rule may want to know about its place.</summary>
internal sealed class OccurrenceContext
{
    private UrlParts? _url;
    private bool _urlIsRead;

    public OccurrenceContext(RenameRequest request, RenameFacts facts, SourceFile file, FileKind kind, SyntaxLeaf leaf, NameMatch match)
    {
        (Request, Facts, File, Kind, Leaf, Match) = (request, facts, file, kind, leaf, match);
        TokenSpan = TextToken.Around(file.Text, match.Span);
        Token = file.Text.Substring(TokenSpan.Start, TokenSpan.Length);
    }

    public RenameRequest Request { get; }

    public RenameFacts Facts { get; }

    public SourceFile File { get; }

    public FileKind Kind { get; }

    public SyntaxLeaf Leaf { get; }

    public NameMatch Match { get; }

    /// <summary>The run of characters without blanks around the occurrence.</summary>
    public TextSpan TokenSpan { get; }

    public string Token { get; }

    /// <summary>Where the occurrence begins in the token.</summary>
    public int Start => Match.Span.Start - TokenSpan.Start;

    /// <summary>Where the occurrence ends in the token.</summary>
    public int End => Match.Span.End - TokenSpan.Start;

    /// <summary>The old text.</summary>
    public string Old => File.Text.Substring(Match.Span.Start, Match.Span.Length);

    /// <summary>The pair that the occurrence belongs to.</summary>
    public NamePair Pair => Facts.Matcher.Pairs[Match.PairIndex];

    /// <summary>Where the token points to; null where it is no URL.</summary>
    public UrlParts? Url
    {
        get
        {
            if (_urlIsRead) return _url;
            _urlIsRead = true;
            return _url = UrlParts.Read(Token);
        }
    }

    /// <summary>The line of the occurrence, without its end.</summary>
    public ReadOnlySpan<char> Line
    {
        get
        {
            var text = File.Text.AsSpan();
            var start = text[..Match.Span.Start].LastIndexOfAny('\n', '\r') + 1;
            var length = text[start..].IndexOfAny('\n', '\r');
            return length < 0 ? text[start..] : text.Slice(start, length);
        }
    }

    /// <summary>Where the occurrence begins in <see cref="Line"/>.</summary>
    public int StartInLine => Match.Span.Start - (File.Text.AsSpan(0, Match.Span.Start).LastIndexOfAny('\n', '\r') + 1);
}
