using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Dotenv;

/// <summary>
/// Reads <c>NAME=value</c> lines: an <c>export</c> before, comments, quotes that may go over lines, expansions. There is
/// no standard; what the readers of the trade (Compose, direnv, the dotenv libraries) have in common is read.
/// </summary>
internal sealed class DotenvReader(ReadRequest request)
{
    private readonly string _text = request.Text;
    private readonly LeafBuilder _leaves = new(request.Text, request.Languages, request.Root);
    private readonly ImmutableArray<SyntaxProblem>.Builder _problems = ImmutableArray.CreateBuilder<SyntaxProblem>();
    private int _at;

    /// <summary>Reads it all.</summary>
    public SyntaxDocument Read()
    {
        while (_at < _text.Length && _problems.Count == 0) ReadLine();
        if (_problems.Count > 0) AddRest();
        return new SyntaxDocument(request, _leaves.Build(), _problems.ToImmutable());
    }

    private void Fail(int at, string message)
    {
        if (_problems.Count == 0) _problems.Add(new SyntaxProblem(new TextSpan(Math.Min(at, _text.Length), at < _text.Length ? 1 : 0), message));
        _at = _text.Length;
    }

    private void AddRest()
    {
        for (var at = _leaves.Position; at < _text.Length;)
        {
            var length = _text.AsSpan(at).IndexOfAny('\r', '\n');
            var end = length < 0 ? _text.Length : at + length;
            while (at < end && char.IsWhiteSpace(_text[at])) at++;
            _leaves.Add(TextSpan.FromBounds(at, Math.Max(at, end)), Label.Code, request.Root);
            at = end + 1;
        }
    }

    private void ReadLine()
    {
        var length = _text.AsSpan(_at).IndexOfAny('\r', '\n');
        var end = length < 0 ? _text.Length : _at + length;
        while (_at < end && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\uFEFF')) _at++;
        if (_at < end && _text[_at] == '#') ReadComment(end);
        else if (_at < end) ReadAssignment(end);
        if (_at < _text.Length && _text[_at] is '\r' or '\n') _at++;
    }

    private void ReadComment(int end)
    {
        AddTrimmed(_at + 1, end, Label.Comment, request.Root, DotenvCodecs.Comment);
        _at = end;
    }

    private void ReadAssignment(int end)
    {
        ReadExport(end);
        var keyEnd = _at;
        while (keyEnd < end && (char.IsAsciiLetterOrDigit(_text[keyEnd]) || _text[keyEnd] is '_' or '.' or '-')) keyEnd++;
        if (keyEnd == _at)
        {
            Fail(_at, "the name of a variable was expected");
            return;
        }

        var name = _text[_at..keyEnd];
        Add(_at, keyEnd, Label.Key, request.Root, DotenvCodecs.Key, new SymbolReference("dotenv.variable", name, true));
        _at = keyEnd;
        SkipBlanks(end);
        if (_at < end && _text[_at] == '#') ReadComment(end);
        if (_at >= end) return;
        if (_text[_at] != '=')
        {
            Fail(_at, $"'=' was expected behind '{name}'");
            return;
        }

        _at++;
        SkipBlanks(end);
        ReadValue(end, request.Root.Child(name));
    }

    private void ReadExport(int end)
    {
        if (!_text.AsSpan(_at, end - _at).StartsWith("export ") && !_text.AsSpan(_at, end - _at).StartsWith("export\t")) return;
        var next = _at + 7;
        while (next < end && _text[next] is ' ' or '\t') next++;
        if (next >= end || _text[next] == '=') return;
        Add(_at, _at + 6, Label.Keyword, request.Root, DotenvCodecs.Fixed);
        _at = next;
    }

    private void ReadValue(int end, StructuralPath path)
    {
        if (_at >= end) return;
        var quote = _text[_at];
        if (quote is not ('"' or '\'' or '`'))
        {
            ReadBare(end, path);
            return;
        }

        ReadQuoted(quote, path);
        if (_problems.Count > 0) return;

        var lineEnd = _text.AsSpan(_at).IndexOfAny('\r', '\n');
        end = lineEnd < 0 ? _text.Length : _at + lineEnd;
        SkipBlanks(end);
        if (_at < end && _text[_at] == '#') ReadComment(end);
        else if (_at < end) Fail(_at, "nothing but a comment may follow a quoted value");
    }

    /// <summary>Reads a quoted value, which may go over lines.</summary>
    private void ReadQuoted(char quote, StructuralPath path)
    {
        var close = FindClose(quote);
        if (close < 0)
        {
            Fail(_at, "the quote of a value is not closed");
            return;
        }

        var codec = quote == '"' ? DotenvCodecs.DoubleQuoted : quote == '\'' ? DotenvCodecs.SingleQuoted : DotenvCodecs.Backticked;
        _at++;
        ReadPieces(close, path, codec, quote == '"');
        if (_problems.Count == 0) _at = close + 1;
    }

    private int FindClose(char quote)
    {
        for (var at = _at + 1; at < _text.Length; at++)
        {
            if (_text[at] == quote) return at;
            if (_text[at] == '\\' && quote == '"') at++;
        }

        return -1;
    }

    private void ReadBare(int end, StructuralPath path)
    {
        var stop = _at;
        while (stop < end && !(_text[stop] == '#' && (stop == _at || _text[stop - 1] is ' ' or '\t'))) stop++;
        ReadPieces(stop, path, DotenvCodecs.Bare, expands: true);
        if (_at < end && _problems.Count == 0) ReadComment(end);
    }

    private void ReadPieces(int end, StructuralPath path, LeafCodec codec, bool expands)
    {
        var run = _at;
        while (_at < end && _problems.Count == 0)
        {
            var c = _text[_at];
            if (c is '\r' or '\n')
            {
                AddTrimmed(run, _at, Label.Value, path, codec);
                run = ++_at;
            }
            else if (c == '\\')
            {
                _at = Math.Min(end, _at + (_at + 1 < end && _text[_at + 1] is '\r' or '\n' ? 1 : 2));
            }
            else if (c == '$' && expands && NameAt(end) is { Length: > 0 } name)
            {
                AddTrimmed(run, _at, Label.Value, path, codec);
                ReadExpansion(name, end, path, codec);
                run = _at;
            }
            else
            {
                _at++;
            }
        }

        if (_problems.Count == 0) AddTrimmed(run, Math.Min(_at, end), Label.Value, path, codec);
    }

    private TextSpan NameAt(int end)
    {
        var start = _at + 1 < end && _text[_at + 1] == '{' ? _at + 2 : _at + 1;
        var at = start;
        while (at < end && (char.IsAsciiLetter(_text[at]) || _text[at] == '_' || (at > start && char.IsAsciiDigit(_text[at])))) at++;
        return TextSpan.FromBounds(Math.Min(start, at), at);
    }

    /// <summary>Reads <c>$NAME</c> or <c>${NAME:-default}</c>; a default is a value of its own, without further expansions.</summary>
    private void ReadExpansion(TextSpan name, int end, StructuralPath path, LeafCodec codec)
    {
        Add(name.Start, name.End, Label.Variable, request.Root, DotenvCodecs.Key, new SymbolReference("dotenv.variable", _text.Substring(name.Start, name.Length), false));
        var braced = name.Start == _at + 2;
        _at = name.End;
        if (!braced) return;
        var length = _text.AsSpan(_at, end - _at).IndexOfAny("}\r\n");
        if (length < 0 || _text[_at + length] != '}')
        {
            Fail(_at, "'}' of '${' is missing");
            return;
        }

        var close = _at + length;
        while (_at < close && _text[_at] is ':' or '-' or '=' or '?' or '+') _at++;
        AddTrimmed(_at, close, Label.Value, path, codec);
        _at = close + 1;
    }

    private void SkipBlanks(int end)
    {
        while (_at < end && _text[_at] is ' ' or '\t') _at++;
    }

    private void AddTrimmed(int start, int end, Label label, StructuralPath path, LeafCodec codec)
    {
        while (start < end && char.IsWhiteSpace(_text[start])) start++;
        while (end > start && char.IsWhiteSpace(_text[end - 1])) end--;
        Add(start, end, label, path, codec);
    }

    private void Add(int start, int end, Label label, StructuralPath path, LeafCodec codec, SymbolReference? symbol = null)
    {
        if (_problems.Count == 0 && end > start) _leaves.Add(new SyntaxLeaf(TextSpan.FromBounds(start, end), label, path, request.Languages, codec, symbol));
    }
}
