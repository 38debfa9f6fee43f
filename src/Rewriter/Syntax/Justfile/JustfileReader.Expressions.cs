using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Justfile;

/// <summary>Expressions and strings.</summary>
internal sealed partial class JustfileReader
{
    /// <summary>Reads values joined by operators; over lines where brackets are open.</summary>
    private void ReadExpression(StructuralPath path, bool lines = false)
    {
        if (!Enter()) return;
        while (!Failed)
        {
            SkipBlanks(lines);
            if (Peek() == '/') _at++;
            SkipBlanks(lines);
            ReadPrimary(path, lines);
            SkipBlanks(lines);
            if (Failed || !TakeOperator()) break;
        }

        _depth--;
    }

    private bool Enter()
    {
        if (++_depth <= ReadRequest.MaxNesting) return true;
        Fail(_at, $"expressions are nested more than {ReadRequest.MaxNesting} levels deep");
        return false;
    }

    private bool TakeOperator()
    {
        switch (Peek())
        {
            case '+' or '/':
                _at++;
                return true;
            case '=' when Peek(1) is '=' or '~':
            case '!' when Peek(1) is '=' or '~':
            case '&' when Peek(1) == '&':
            case '|' when Peek(1) == '|':
                _at += 2;
                return true;
            default:
                return false;
        }
    }

    private void ReadPrimary(StructuralPath path, bool lines)
    {
        if (!Enter()) return;
        var c = Peek();
        if (c == '(')
        {
            _at++;
            ReadExpression(path, lines: true);
            SkipBlanks(lines: true);
            if (!Take(')')) Fail(_at, "')' was expected");
        }
        else if (c is '"' or '\'' || (c is 'x' or 'f' && Peek(1) is '"' or '\''))
        {
            ReadString(path);
        }
        else if (c == '`')
        {
            ReadBackticks(path);
        }
        else
        {
            ReadName(path);
        }

        _depth--;
    }

    private void ReadName(StructuralPath path)
    {
        var end = NameEnd(_at);
        if (end == _at)
        {
            Fail(_at, "a value was expected");
            return;
        }

        var word = _text.AsSpan(_at, end - _at);
        if (word is "if")
        {
            ReadConditional(end, path);
        }
        else if (end < _text.Length && _text[end] == '(')
        {
            AddKeyword(end);
            ReadCall(path);
        }
        else
        {
            AddVariable(end, isDefinition: false);
        }
    }

    private void ReadCall(StructuralPath path)
    {
        _at++;
        while (!Failed)
        {
            SkipBlanks(lines: true);
            if (Take(')')) return;
            if (Take(',')) continue;
            if (AtEnd) Fail(_at, "')' of a function is missing");
            else ReadExpression(path, lines: true);
        }
    }

    private void ReadConditional(int end, StructuralPath path)
    {
        AddKeyword(end);
        SkipBlanks(lines: true);
        ReadExpression(path, lines: true);
        ReadBranch(path);
        if (Failed) return;
        SkipBlanks(lines: true);
        end = NameEnd(_at);
        if (_text.AsSpan(_at, end - _at) is not "else")
        {
            Fail(_at, "'else' was expected");
            return;
        }

        AddKeyword(end);
        SkipBlanks(lines: true);
        end = NameEnd(_at);
        if (end > _at && _text.AsSpan(_at, end - _at) is "if")
        {
            if (!Enter()) return;
            ReadConditional(end, path);
            _depth--;
        }
        else
        {
            ReadBranch(path);
        }
    }

    private void ReadBranch(StructuralPath path)
    {
        SkipBlanks(lines: true);
        if (!Failed && !Take('{')) Fail(_at, "'{' was expected");
        if (Failed) return;
        ReadExpression(path, lines: true);
        SkipBlanks(lines: true);
        if (!Failed && !Take('}')) Fail(_at, "'}' was expected");
    }

    // ---- strings ----------------------------------------------------------------------------------------------

    private void ReadString(StructuralPath path)
    {
        if (Peek() is 'x' or 'f' && Peek(1) is '"' or '\'')
        {
            // The letter before the quotes is a word of the grammar.
            AddKeyword(_at + 1);
            if (Failed) return;
        }

        var quote = Peek();
        if (quote is not ('"' or '\''))
        {
            Fail(_at, "a string was expected");
            return;
        }

        var width = Peek(1) == quote && Peek(2) == quote ? 3 : 1;
        var start = _at + width;
        var close = FindClose(start, quote, width);
        if (close < 0)
        {
            Fail(_at, "the string is not closed");
            return;
        }

        AddLines(start, close, path, quote == '"' ? JustCodecs.Cooked : JustCodecs.Raw);
        if (!Failed) _at = close + width;
    }

    private int FindClose(int at, char quote, int width)
    {
        for (; at < _text.Length; at++)
        {
            if (_text[at] == '\\' && quote == '"') at++;
            else if (_text[at] == quote && (width == 1 || (at + 2 < _text.Length && _text[at + 1] == quote && _text[at + 2] == quote))) return at;
        }

        return -1;
    }

    private void AddLines(int start, int end, StructuralPath path, LeafCodec codec)
    {
        if (_text.AsSpan(start, end - start).IndexOfAny('\r', '\n') < 0)
        {
            Add(start, end, Label.Value, path, codec);
            return;
        }

        while (start < end)
        {
            var lineEnd = Math.Min(end, PhysicalEnd(start));
            AddTrimmed(start, lineEnd, Label.Value, path, codec);
            start = Math.Min(end, AfterLineEnd(lineEnd));
        }
    }

    /// <summary>Reads a command in backticks as shell.</summary>
    private void ReadBackticks(StructuralPath path)
    {
        var width = Peek(1) == '`' && Peek(2) == '`' ? 3 : 1;
        var start = _at + width;
        var close = FindClose(start, '`', width);
        if (close < 0)
        {
            Fail(_at, "the backtick is not closed");
            return;
        }

        if (!_inHole && close > start && _request.ReadEmbedded("shell", _text[start..close], path) is { } leaves)
            _leaves.AddEmbedded(EmbeddedText.Slice(_text, TextSpan.FromBounds(start, close)), leaves, LeafCodec.Verbatim, TextSpan.FromBounds(start, close));
        else AddLinesAs(Label.Code, start, close, path);
        if (!Failed) _at = close + width;
    }

    private void AddLinesAs(Label label, int start, int end, StructuralPath path)
    {
        while (start < end)
        {
            var lineEnd = Math.Min(end, PhysicalEnd(start));
            AddTrimmed(start, lineEnd, label, path, JustCodecs.Line);
            start = Math.Min(end, AfterLineEnd(lineEnd));
        }
    }
}
