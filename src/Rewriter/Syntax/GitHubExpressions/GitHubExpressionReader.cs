using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.GitHubExpressions;

/// <summary>Reads one expression from its beginning to its end; it needs no tree, only tokens and the chain of names it is in.</summary>
internal sealed class GitHubExpressionReader
{
    private const int LongestChain = 4;
    private static readonly RestrictedCodec Name = new("a name of an expression", IsName);

    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private ImmutableArray<SyntaxProblem>.Builder? _problems;
    private Chain _chain;
    private int _chainLength;
    private int _at;
    private bool _afterOperand;
    private bool _inIndex;

    // Most expressions are one chain of names: they need no stack.
    private Stack<(char Closer, int ChainLength, Chain Chain)>? _open;

    public GitHubExpressionReader(ReadRequest request)
    {
        _request = request;
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
    }

    public static bool IsName(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiLetter(text[0]) || text[0] == '_')) return false;
        return !text.AsSpan().ContainsAnyExcept(NameCharacters);
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public SyntaxDocument Read()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (char.IsWhiteSpace(c)) _at++;
            else if (char.IsAsciiLetter(c) || c == '_') ReadName();
            else if (char.IsAsciiDigit(c) || (c is '-' or '+' or '.' && !_afterOperand && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))) ReadNumber();
            else if (c == '\'') ReadString();
            else if (!ReadSign(c)) ReadUnknown();
        }

        if (_open is { Count: > 0 }) Problem(_text.Length, 0, $"the expression ends before its '{_open.Peek().Closer}'");
        return new SyntaxDocument(_request, _leaves.Build(), _problems?.ToImmutable() ?? []);
    }

    private void ReadName()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-')) _at++;
        var span = TextSpan.FromBounds(start, _at);
        var property = start > 0 && PreviousSign(start) == '.';
        if (property) Extend(span);
        else Begin(span);

        if (!property && NextSign(_at) == '(') _leaves.Add(span, Label.Keyword, _request.Root, Name);
        else if (!property && _text.AsSpan(start, span.Length) is "true" or "false" or "null") _leaves.Add(span, Label.Value, _request.Root, Name);
        else _leaves.Add(span, Label.Address, _request.Root, Name, SymbolOfChain());
        Operand(span, property);
    }

    private void ReadNumber()
    {
        var start = _at++;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '.' || (_text[_at] is '-' or '+' && _text[_at - 1] is 'e' or 'E'))) _at++;
        var span = TextSpan.FromBounds(start, _at);
        _leaves.Add(span, Label.Value, _request.Root);
        Operand(span, property: false);
        _chainLength = 0;
    }

    private void ReadString()
    {
        var start = ++_at;
        while (_at < _text.Length && (_text[_at] != '\'' || (_at + 1 < _text.Length && _text[_at + 1] == '\''))) _at += _text[_at] == '\'' ? 2 : 1;
        var span = TextSpan.FromBounds(start, Math.Min(_at, _text.Length));
        if (_at >= _text.Length) Problem(start - 1, 1, "the string has no closing quote");
        else _at++;

        if (_inIndex && NextSign(_at) == ']' && PreviousSign(start - 1) == '[')
        {
            var (_, length, chain) = _open!.Peek();
            (_chain, _chainLength) = (chain, length);
            Extend(span);
            _leaves.Add(span, Label.Address, _request.Root, ExpressionStringCodec.Instance, SymbolOfChain());
        }
        else
        {
            _leaves.Add(span, Label.Value, _request.Root, ExpressionStringCodec.Instance);
            _chainLength = 0;
        }

        Operand(span, property: false);
    }

    private bool ReadSign(char c)
    {
        switch (c)
        {
            case '(' or '[':
                _open ??= new();
                if (_open.Count >= ReadRequest.MaxNesting) Problem(_at, 1, "the expression is nested too deeply");
                _open.Push((c == '(' ? ')' : ']', _chainLength, _chain));
                _inIndex = c == '[';
                _afterOperand = false;
                _at++;
                return true;
            case ')' or ']':
                if (_open is null || !_open.TryPeek(out var open) || open.Closer != c) Problem(_at, 1, $"there is nothing that '{c}' closes");
                else _open.Pop();
                // A name in an index is kept as a part of the chain: matrix['a'].b.
                if (c == ')') _chainLength = 0;
                _inIndex = _open is not null && _open.TryPeek(out var outer) && outer.Closer == ']';
                _afterOperand = true;
                _at++;
                return true;
            case '.':
                _at++;
                return true;
            case '*' when PreviousSign(_at) is '.' or '[':
                _chainLength = 0;
                _afterOperand = true;
                _at++;
                return true;
            case ',' or '!' or '<' or '>' or '=' or '&' or '|':
                return ReadOperator(c);
            default:
                return false;
        }
    }

    private bool ReadOperator(char c)
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        var length = c switch
        {
            ',' => 1,
            '!' or '<' or '>' => next == '=' ? 2 : 1,
            _ => next == c ? 2 : 0,
        };
        if (length == 0) return false;
        _at += length;
        _chainLength = 0;
        _afterOperand = false;
        return true;
    }

    private void ReadUnknown()
    {
        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('\'' or '(' or ')' or '[' or ']' or ',')) _at++;
        var span = TextSpan.FromBounds(start, Math.Max(_at, start + 1));
        _at = span.End;
        if (_text.AsSpan(start, span.Length).ContainsAny(NameCharacters) || span.Length > 0) _leaves.Add(span, Label.Code, _request.Root);
        Problem(start, span.Length, $"'{_text.Substring(start, span.Length)}' is no part of an expression");
        _chainLength = 0;
    }

    private void Operand(TextSpan span, bool property)
    {
        if (_afterOperand && !property) Problem(span.Start, span.Length, "an operator is missing before this");
        _afterOperand = true;
    }

    private char PreviousSign(int offset)
    {
        while (offset > 0 && char.IsWhiteSpace(_text[offset - 1])) offset--;
        return offset > 0 ? _text[offset - 1] : '\0';
    }

    private char NextSign(int offset)
    {
        while (offset < _text.Length && char.IsWhiteSpace(_text[offset])) offset++;
        return offset < _text.Length ? _text[offset] : '\0';
    }

    private void Problem(int start, int length, string message) => (_problems ??= ImmutableArray.CreateBuilder<SyntaxProblem>()).Add(new SyntaxProblem(new TextSpan(start, length), message));

    private void Begin(TextSpan span)
    {
        _chain[0] = span;
        _chainLength = 1;
    }

    private void Extend(TextSpan span)
    {
        if (_chainLength is 0 or > LongestChain)
        {
            _chainLength = 0;
            return;
        }

        if (_chainLength < LongestChain) _chain[_chainLength] = span;
        _chainLength++;
    }

    private ReadOnlySpan<char> Part(int index) => _text.AsSpan(_chain[index].Start, _chain[index].Length);

    private SymbolReference? SymbolOfChain() => _chainLength switch
    {
        2 => SymbolOfContext(),
        4 when Part(2) is "outputs" && Part(0) is "needs" or "jobs" => Use("github.output", $"{Part(1)}.{Part(3)}"),
        4 when Part(2) is "outputs" && Part(0) is "steps" => Use("github.step-output", $"{Part(1)}.{Part(3)}", JobOf(_request.Root)),
        4 when Part(0) is "github" && Part(1) is "event" && Part(2) is "inputs" => Use("github.input", Part(3).ToString()),
        _ => null,
    };

    private SymbolReference? SymbolOfContext()
    {
        var name = Part(1).ToString();
        return Part(0) switch
        {
            "env" => Use("github.env", name),
            "secrets" => Use("github.secret", name),
            "vars" => Use("github.var", name),
            "inputs" => Use("github.input", name),
            "needs" or "jobs" => Use("github.job", name),
            "steps" => Use("github.step", name, JobOf(_request.Root)),
            "matrix" => Use("github.matrix", name, JobOf(_request.Root)),
            _ => null,
        };
    }

    private static SymbolReference Use(string kind, string name, string? scope = null) => new(kind, name, IsDefinition: false, scope);

    /// <summary>The job in whose steps a path lies, because ids of steps hold within their job only; null elsewhere.</summary>
    private static string? JobOf(StructuralPath path)
    {
        for (var node = path; node.Parent is { } parent; node = parent)
        {
            if (!parent.IsIndex && parent.Segment == "jobs" && parent.Parent?.Parent is null) return node.Segment;
        }

        return null;
    }

    [InlineArray(LongestChain)]
    private struct Chain
    {
        private TextSpan _first;
    }
}
