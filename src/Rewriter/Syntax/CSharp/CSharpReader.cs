using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// Turns Roslyn's tree into leaves. The tree is walked with a stack of its own, because a sum of a hundred thousand
/// terms is a tree of that depth, which Roslyn itself parses without recursion.
/// </summary>
internal sealed partial class CSharpReader
{
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private readonly CSharpScanner _scanner;
    private bool _hasSkippedText;

    private CSharpReader(ReadRequest request)
    {
        _text = request.Text;
        _leaves = new LeafBuilder(request.Text, request.Languages, request.Root);
        _scanner = new CSharpScanner(request.Text);
    }

    /// <summary>Reads a file or a snippet; see <see cref="ILanguage.Read"/>.</summary>
    public static SyntaxDocument Read(ReadRequest request)
    {
        var reader = new CSharpReader(request);
        var tree = request.Languages.Depth > 1 ? CSharpParsing.ParseSnippetForLeaves(request.Text, request.Path, out var tooDeep) : CSharpParsing.ParseForLeaves(request.Text, request.Path, out tooDeep);
        if (tree is null)
        {
            reader.Uncovered(request.Text.Length, request.Root, Label.Code);
            return new SyntaxDocument(request, reader._leaves.Build(), [tooDeep!]);
        }

        var root = tree.GetRoot();
        reader._hasSkippedText = root.ContainsSkippedText || root.ContainsDiagnostics;

        // Where there are errors the tree alone tells what Roslyn took the text for.
        if (reader._hasSkippedText) reader._scanner.Skip(int.MaxValue);
        reader.Walk(root, request.Root);
        reader.Uncovered(request.Text.Length, request.Root, Label.Code);
        return new SyntaxDocument(request, reader._leaves.Build(), [.. CSharpParsing.ProblemsOf(tree)]);
    }

    private void Walk(SyntaxNode root, StructuralPath rootPath)
    {
        var frames = new Frame[32];
        frames[0] = new Frame(root.ChildNodesAndTokens().GetEnumerator(), CSharpPaths.Enter(root, rootPath, _text));
        for (var depth = 0; depth >= 0;)
        {
            ref var frame = ref frames[depth];
            if (!frame.Children.MoveNext())
            {
                depth--;
                continue;
            }

            var child = frame.Children.Current;
            if (child.AsNode() is not { } node)
            {
                Token(child.AsToken(), frame.Path);
                continue;
            }

            if (CSharpPassing.IsPlain(node) && _scanner.CanPassNode(node.FullSpan))
            {
                AddScanned(node.FullSpan.End, frame.Path);
                continue;
            }

            if (OnlyTokenOf(node) is { RawKind: not 0 } only)
            {
                Token(only, frame.Path);
                continue;
            }

            var path = CSharpPaths.Enter(node, frame.Path, _text);
            if (CSharpPassing.CanPassInside(node, _scanner, isEntered: path != frame.Path))
            {
                AddScanned(node.FullSpan.End, path);
                continue;
            }

            // What stands in an interpolated string is no code.
            if (node.RawKind == (int)SyntaxKind.InterpolatedStringExpression) _scanner.Skip(node.FullSpan.End);
            if (++depth == frames.Length) Array.Resize(ref frames, depth * 2);
            frames[depth] = new Frame(node.ChildNodesAndTokens().GetEnumerator(), path);
        }
    }

    /// <summary>The token of the nodes that are most of a tree and consist of one; the default token for any other node.</summary>
    private static SyntaxToken OnlyTokenOf(SyntaxNode node) => (SyntaxKind)node.RawKind switch
    {
        SyntaxKind.IdentifierName => ((IdentifierNameSyntax)node).Identifier,
        SyntaxKind.PredefinedType => ((PredefinedTypeSyntax)node).Keyword,
        SyntaxKind.StringLiteralExpression or SyntaxKind.NumericLiteralExpression or SyntaxKind.TrueLiteralExpression
            or SyntaxKind.FalseLiteralExpression or SyntaxKind.NullLiteralExpression => ((LiteralExpressionSyntax)node).Token,
        _ => default,
    };

    private void Token(SyntaxToken token, StructuralPath path)
    {
        // Most tokens have no trivia but blanks; asking the text costs less than asking the tree.
        var full = token.FullSpan;
        if (full.IsEmpty) return;
        if (_scanner.CanPassToken(full))
        {
            AddScanned(full.End, path);
            return;
        }

        _scanner.Skip(full.End);
        var span = token.Span;
        if (!IsBlank(full.Start, span.Start)) Trivia(token.LeadingTrivia, path, isLeading: true);
        if (!span.IsEmpty) Content(token, span, path);
        if (!IsBlank(span.End, full.End)) Trivia(token.TrailingTrivia, path, isLeading: false);
    }

    /// <summary>Leaves for all that was scanned up to an offset.</summary>
    private void AddScanned(int end, StructuralPath path)
    {
        while (_scanner.TryTake(end, out var token))
        {
            var span = TextSpan.FromBounds(token.Start, token.End);
            switch (token.Kind)
            {
                case CSharpScanner.TokenKind.Name:
                    _leaves.Add(span, Label.Symbol, path, CSharpCodecs.Identifier);
                    break;
                case CSharpScanner.TokenKind.Keyword or CSharpScanner.TokenKind.Accessor:
                    _leaves.Add(span, Label.Keyword, path, CSharpCodecs.Keyword);
                    break;
                case CSharpScanner.TokenKind.Number:
                    _leaves.Add(span, Label.Value, path, CSharpCodecs.Number);
                    break;
                case CSharpScanner.TokenKind.String:
                    _leaves.Add(span, Label.Value, path, CSharpStringCodec.Regular);
                    break;
                case CSharpScanner.TokenKind.Character:
                    _leaves.Add(span, Label.Value, path, CSharpStringCodec.Character);
                    break;
            }
        }
    }

    private bool IsBlank(int start, int end)
    {
        var text = _text;
        for (var i = start; i < end; i++)
        {
            if (text[i] is not (' ' or '\n' or '\r' or '\t')) return false;
        }

        return true;
    }

    private void Content(SyntaxToken token, TextSpan span, StructuralPath path)
    {
        switch ((SyntaxKind)token.RawKind)
        {
            case SyntaxKind.IdentifierToken:
                Identifier(token, span, path);
                break;
            case SyntaxKind.NumericLiteralToken:
                Add(span, Label.Value, path, CSharpCodecs.Number);
                break;
            case SyntaxKind.CharacterLiteralToken:
                Quoted(span, 1, path, CSharpStringCodec.Character);
                break;
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken:
                if (_text[span.Start] == '@') Quoted(span, 2, path, CSharpStringCodec.AtQuoted);
                else Quoted(span, 1, path, CSharpStringCodec.Regular);
                break;
            case SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken:
                Raw(span, path, multiLine: false);
                break;
            case SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken:
                Raw(span, path, multiLine: true);
                break;
            case SyntaxKind.InterpolatedStringTextToken:
                InterpolatedText(token, span, path);
                break;
            default:
                // Keywords are the only other tokens that begin with a letter.
                if (char.IsLetter(_text[span.Start])) Add(span, Label.Keyword, path, CSharpCodecs.Keyword);
                break;
        }
    }

    private void Identifier(SyntaxToken token, TextSpan span, StructuralPath path)
    {
        var isVerbatim = _text[span.Start] == '@';
        if (isVerbatim) span = TextSpan.FromBounds(span.Start + 1, span.End);
        if (!isVerbatim && IsKeyword(token, span)) Add(span, Label.Keyword, path, CSharpCodecs.Keyword);
        else Add(span, Label.Symbol, path, CSharpCodecs.Identifier);
    }

    /// <summary><c>var</c> as a type and <c>nameof</c> as an operator are words of the language, though identifiers to the parser.</summary>
    private bool IsKeyword(SyntaxToken token, TextSpan span)
    {
        var word = _text.AsSpan(span.Start, span.Length);
        return word switch
        {
            "var" => token.Parent is IdentifierNameSyntax { IsVar: true },
            "nameof" => token.Parent is IdentifierNameSyntax { Parent: InvocationExpressionSyntax call } name && call.Expression == name,
            _ => false,
        };
    }

    /// <summary>A leaf; what lies before it and was not met by the walk, such as skipped tokens, becomes code.</summary>
    private void Add(TextSpan span, Label label, StructuralPath path, LeafCodec codec)
    {
        if (span.IsEmpty) return;
        if (_hasSkippedText) Uncovered(span.Start, path, Label.Code);
        _leaves.Add(span, label, path, codec);
    }

    /// <summary>Gives every word between the last leaf and an offset a leaf of its own line.</summary>
    private void Uncovered(int end, StructuralPath path, Label label)
    {
        var start = _leaves.Position;
        if (start >= end || !HasWord(start, end)) return;
        AddLines(TextSpan.FromBounds(start, end), label, path, label == Label.Directive ? CSharpCodecs.Directive : CSharpCodecs.DisabledCode, strip: default);
    }

    private bool HasWord(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (char.IsLetterOrDigit(_text[i])) return true;
        }

        return false;
    }

    /// <summary>One leaf for each line of a span that is not blank, without the blanks around it.</summary>
    /// <param name="span">The lines.</param>
    /// <param name="label">Their label.</param>
    /// <param name="path">Their path.</param>
    /// <param name="codec">Their codec.</param>
    /// <param name="strip">Signs that lead a line and are no part of it; none by default.</param>
    private void Lines(TextSpan span, Label label, StructuralPath path, LeafCodec codec, ReadOnlySpan<char> strip)
    {
        if (_hasSkippedText) Uncovered(span.Start, path, Label.Code);
        AddLines(span, label, path, codec, strip);
    }

    private void AddLines(TextSpan span, Label label, StructuralPath path, LeafCodec codec, ReadOnlySpan<char> strip)
    {
        for (var at = span.Start; at < span.End;)
        {
            var length = _text.AsSpan(at, span.End - at).IndexOfAny("\r\n\u0085\u2028\u2029");
            var end = length < 0 ? span.End : at + length;
            var start = at;
            while (start < end && char.IsWhiteSpace(_text[start])) start++;
            while (start < end && strip.Contains(_text[start])) start++;
            while (start < end && char.IsWhiteSpace(_text[start])) start++;
            var stop = end;
            while (stop > start && char.IsWhiteSpace(_text[stop - 1])) stop--;
            if (stop > start) _leaves.Add(TextSpan.FromBounds(start, stop), label, path, codec);
            at = end + 1;
        }
    }

    private struct Frame(ChildSyntaxList.Enumerator children, StructuralPath path)
    {
        public ChildSyntaxList.Enumerator Children = children;

        public StructuralPath Path { get; } = path;
    }
}
