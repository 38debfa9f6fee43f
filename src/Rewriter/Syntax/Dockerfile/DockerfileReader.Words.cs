using System.Buffers;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Dockerfile;

/// <summary>Words with quotes and expansions, and exec forms.</summary>
internal sealed partial class DockerfileReader
{
    // Either character that can be the escape is among the signs, and so is NUL where it means "no quote".
    private static readonly SearchValues<char> WordSigns = SearchValues.Create(" \t\r\n\\`\"'");
    private static readonly SearchValues<char> QuotedSigns = SearchValues.Create("\\`\"'");
    private static readonly SearchValues<char> PieceSigns = SearchValues.Create("\0\\`\"'$");

    /// <summary>Where the word at the current place ends: at a blank or a continuation outside of quotes.</summary>
    private int WordEnd(int at)
    {
        var quote = '\0';
        while (at < _end)
        {
            var c = _text[at];
            if (c == _escape && quote != '\'')
            {
                if (quote == '\0' && IsContinuation(at)) break;
                at += 2;
            }
            else if (quote != '\0')
            {
                at = c == quote ? at + 1 : NextOf(QuotedSigns, at + 1, _end);
                quote = c == quote ? '\0' : quote;
            }
            else if (c is ' ' or '\t' or '\r' or '\n')
            {
                break;
            }
            else
            {
                quote = c is '"' or '\'' ? c : '\0';
                at = quote == '\0' ? NextOf(WordSigns, at + 1, _end) : at + 1;
            }
        }

        return Math.Min(at, _end);
    }

    /// <summary>Where the first of some signs stands before an end; the end where none does.</summary>
    private int NextOf(SearchValues<char> signs, int at, int end)
    {
        var length = _text.AsSpan(at, end - at).IndexOfAny(signs);
        return length < 0 ? end : at + length;
    }

    private bool IsContinuation(int at)
    {
        var here = _at;
        _at = at;
        var result = AtContinuation();
        _at = here;
        return result;
    }

    private void ReadWord(Label label, StructuralPath path, bool toEnd = false)
    {
        var end = toEnd ? _end : WordEnd(_at);
        if (end == _at && _at < _end) end = _at + 1;
        ReadPieces(end, label, path, toEnd);
    }

    private LeafCodec WordCodec => _escape == '\\' ? DockerCodecs.Word : DockerCodecs.BacktickWord;

    private LeafCodec QuotedCodec => _escape == '\\' ? DockerCodecs.Quoted : DockerCodecs.BacktickQuoted;

    private void ReadPieces(int end, Label label, StructuralPath path, bool trim = false)
    {
        var quote = '\0';
        var run = _at;
        while (_at < end && !Failed)
        {
            var c = _text[_at];
            var codec = quote == '"' ? QuotedCodec : quote == '\'' ? DockerCodecs.SingleQuoted : WordCodec;
            if (c == _escape && AtContinuation())
            {
                AddRun(run, _at, label, path, codec);
                SkipContinuation();
                if (quote == '\0' && trim) SkipBlanks();
                run = _at;
            }
            else if (c == _escape && quote != '\'')
            {
                _at += _at + 1 < end && _text[_at + 1] is not ('\n' or '\r') ? 2 : 1;
            }
            else if (c == quote || (quote == '\0' && c is '"' or '\''))
            {
                AddRun(run, _at, label, path, codec);
                quote = c == quote ? '\0' : c;
                run = ++_at;
            }
            else if (c == '$' && quote != '\'')
            {
                AddRun(run, _at, label, path, codec);
                ReadExpansion(end, path);
                run = _at;
            }
            else
            {
                _at = NextOf(PieceSigns, _at + 1, end);
            }
        }

        AddRun(run, Math.Min(_at, end), label, path, quote == '"' ? QuotedCodec : WordCodec);
    }

    private void AddRun(int start, int end, Label label, StructuralPath path, LeafCodec codec) => AddTrimmed(start, end, label, path, codec);

    /// <summary>Reads <c>$NAME</c> or <c>${NAME:-default}</c>; the operators and defaults of BuildKit.</summary>
    private void ReadExpansion(int end, StructuralPath path)
    {
        _at++;
        if (_at >= end) return;
        var braced = _text[_at] == '{';
        if (braced) _at++;
        var nameEnd = _at;
        while (nameEnd < end && (char.IsAsciiLetterOrDigit(_text[nameEnd]) || _text[nameEnd] == '_')) nameEnd++;
        Add(_at, nameEnd, Label.Variable, _request.Root, DockerCodecs.Variable, nameEnd == _at ? null : WordOf(_at, nameEnd).Use);
        _at = nameEnd;
        if (!braced) return;
        var depth = 1;
        var close = _at;
        for (; close < end; close++)
        {
            if (_text[close] == '}' && --depth == 0) break;
            if (_text[close] == '{') depth++;
        }

        if (close >= end)
        {
            Fail(_at, "'}' of '${' is missing");
            return;
        }

        if (_at < close && depth == 0) ReadDefault(close, path);
        _at = Failed ? _at : close + 1;
    }

    private void ReadDefault(int close, StructuralPath path)
    {
        // ${NAME:-default} is nested by each default, and a default is shorter than what holds it.
        if (_text[_at] == ':') _at++;
        if (_at < close && _text[_at] is '-' or '+' or '=' or '?' or '#' or '%' or '/') _at++;
        if (++_nesting > ReadRequest.MaxNesting) Fail(_at, $"expansions are nested more than {ReadRequest.MaxNesting} levels deep");
        else if (_at < close) ReadPieces(close, Label.Value, path);
        _nesting--;
    }

    private int _nesting;

    // ---- exec forms -------------------------------------------------------------------------------------------

    /// <summary>Reads a JSON array of strings; false, and nothing read, where none stands here.</summary>
    private bool TryReadExec(StructuralPath path, Label first, Label rest)
    {
        if (_at >= _end || _text[_at] != '[' || ExecStrings() is not { } strings) return false;
        for (var i = 0; i < strings.Count; i++)
        {
            // A comment between two strings stands behind a continuation.
            while (_at < strings[i].Start)
            {
                if (AtContinuation()) SkipContinuation();
                else _at++;
            }

            Add(strings[i].Start, strings[i].End, i == 0 ? first : rest, path, DockerCodecs.Json);
            _at = Math.Max(_at, strings[i].End);
        }

        while (_at < _end && _text[_at] != ']')
        {
            if (AtContinuation()) SkipContinuation();
            else _at++;
        }

        _at = Math.Min(_end, _at + 1);
        return true;
    }

    /// <summary>The strings of an array that goes to the end of the instruction; null where the text is no such array.</summary>
    private List<TextSpan>? ExecStrings()
    {
        var strings = new List<TextSpan>();
        var expectsString = true;
        for (var at = SkipJoins(_at + 1); at < _end; at = SkipJoins(at))
        {
            var c = _text[at];
            if (c == ']') return (strings.Count == 0 || !expectsString) && SkipJoins(at + 1) >= _end ? strings : null;
            if (c == ',' && !expectsString)
            {
                expectsString = true;
                at++;
                continue;
            }

            if (c != '"' || !expectsString) return null;
            var close = at + 1;
            while (close < _end && _text[close] is not ('"' or '\n')) close += _text[close] == '\\' ? 2 : 1;
            if (close >= _end || _text[close] != '"') return null;
            strings.Add(TextSpan.FromBounds(at + 1, close));
            expectsString = false;
            at = close + 1;
        }

        return null;
    }

    /// <summary>The next offset that is no blank, continuation or comment line.</summary>
    private int SkipJoins(int at)
    {
        while (at < _end)
        {
            if (_text[at] is ' ' or '\t' or '\r' or '\n')
            {
                at++;
            }
            else if (IsContinuation(at))
            {
                at = AfterLineEnd(PhysicalEnd(at));
                while (at < _end && IsBlankOrComment(at, PhysicalEnd(at))) at = AfterLineEnd(PhysicalEnd(at));
            }
            else
            {
                break;
            }
        }

        return at;
    }
}
