using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <content>String literals of all kinds.</content>
internal sealed partial class CSharpReader
{
    /// <summary>A literal between single quote signs, with what may stand before and behind it (<c>@</c>, <c>u8</c>).</summary>
    private void Quoted(TextSpan span, int prefix, StructuralPath path, LeafCodec codec)
    {
        var end = BeforeSuffix(span);
        var quote = _text[span.Start + prefix - 1];

        // An unclosed literal has no quote at its end; the problem is told by the parser.
        var contentEnd = end - 1 >= span.Start + prefix && _text[end - 1] == quote ? end - 1 : end;
        Add(TextSpan.FromBounds(span.Start + prefix, contentEnd), Label.Value, path, codec);
        Suffix(TextSpan.FromBounds(end, span.End), path);
    }

    private void Raw(TextSpan span, StructuralPath path, bool multiLine)
    {
        var end = BeforeSuffix(span);
        var quotes = QuotesAt(span.Start, end);
        var content = end - quotes >= span.Start + quotes ? TextSpan.FromBounds(span.Start + quotes, end - quotes) : TextSpan.FromBounds(span.Start + quotes, end);
        var codec = new CSharpRawStringCodec(quotes, dollars: 0, multiLine);
        if (multiLine) Lines(content, Label.Value, path, codec, strip: default);
        else Add(content, Label.Value, path, codec);
        Suffix(TextSpan.FromBounds(end, span.End), path);
    }

    private int QuotesAt(int start, int end)
    {
        var quotes = 0;
        while (start + quotes < end && _text[start + quotes] == '"') quotes++;
        return quotes;
    }

    private int BeforeSuffix(TextSpan span) =>
        span.Length > 3 && _text[span.End - 1] == '8' && _text[span.End - 2] is 'u' or 'U' && _text[span.End - 3] == '"' ? span.End - 2 : span.End;

    private void Suffix(TextSpan span, StructuralPath path) => Add(span, Label.Keyword, path, CSharpCodecs.Keyword);

    private void InterpolatedText(SyntaxToken token, TextSpan span, StructuralPath path)
    {
        if (token.Parent is InterpolationFormatClauseSyntax)
        {
            Add(span, Label.Value, path, CSharpCodecs.Format);
            return;
        }

        var opening = token.Parent?.Parent is InterpolatedStringExpressionSyntax whole ? whole.StringStartToken : default;
        switch ((SyntaxKind)opening.RawKind)
        {
            case SyntaxKind.InterpolatedVerbatimStringStartToken:
                Add(span, Label.Value, path, CSharpStringCodec.AtQuotedInterpolated);
                break;
            case SyntaxKind.InterpolatedSingleLineRawStringStartToken:
                Add(span, Label.Value, path, RawCodecOf(opening, multiLine: false));
                break;
            case SyntaxKind.InterpolatedMultiLineRawStringStartToken:
                Lines(span, Label.Value, path, RawCodecOf(opening, multiLine: true), strip: default);
                break;
            default:
                Add(span, Label.Value, path, CSharpStringCodec.Interpolated);
                break;
        }
    }

    private CSharpRawStringCodec RawCodecOf(SyntaxToken opening, bool multiLine)
    {
        var dollars = 0;
        while (dollars < opening.Span.Length && _text[opening.SpanStart + dollars] == '$') dollars++;
        return new CSharpRawStringCodec(QuotesAt(opening.SpanStart + dollars, opening.Span.End), dollars, multiLine);
    }
}
