using System.Text;

namespace Rewriter.Syntax.Shell;

/// <summary>Redirections and here-documents.</summary>
internal sealed partial class ShellReader
{
    private List<PendingHeredoc>? _heredocs;

    private bool AtBothRedirection() => _text[_at] == '&' && Peek(1) == '>';

    private void ReadRedirections()
    {
        while (true)
        {
            SkipBlanks();
            if (AtEnd || AtHole() || !ReadRedirection()) return;
        }
    }

    /// <summary>Reads a redirection with the number or name before it; false where none stands here.</summary>
    private bool ReadRedirection()
    {
        var at = _at;
        if (char.IsAsciiDigit(_text[at]))
        {
            while (at < _end && char.IsAsciiDigit(_text[at])) at++;
        }
        else if (_text[at] == '{' && NameEnd(at + 1) is var close && close > at + 1 && close < _end && _text[close] == '}')
        {
            at = close + 1;
        }

        if (at >= _end || at == _nextHole) return false;
        if (_text[at] == '&' ? at > _at || !AtBothRedirection() : _text[at] is not ('<' or '>')) return false;
        if (at == _at && _text[at] != '&' && Peek(1) == '(') return false;
        if (_text[_at] == '{') AddVariable(_at + 1, at - 1, true);
        else Add(_at, at, Label.Keyword, _scope, ShellCodecs.Number);
        if (Failed) return true;
        _at = at;
        ReadRedirectionTarget();
        return true;
    }

    private void ReadRedirectionTarget()
    {
        var rest = _text.AsSpan(_at, _end - _at);
        if (rest.StartsWith("<<<"))
        {
            _at += 3;
            ReadTarget(Label.Value);
        }
        else if (rest.StartsWith("<<"))
        {
            _at += 2;
            ReadHeredocStart();
        }
        else
        {
            _at += rest.StartsWith("&>>") ? 3 : rest.Length > 1 && rest[1] is '>' or '&' or '|' ? 2 : 1;
            ReadTarget(Label.Argument);
        }
    }

    private void ReadTarget(Label label)
    {
        SkipBlanks();
        if (!ReadWord(label, _scope)) Fail(_at, AtEnd ? "the target of a redirection is missing at the end" : $"the target of a redirection was expected before '{Glimpse(_at)}'");
    }

    // ---- here-documents ---------------------------------------------------------------------------------------

    private void ReadHeredocStart()
    {
        var indented = Peek() == '-';
        if (indented) _at++;
        SkipBlanks();
        var start = _at;
        var delimiter = new StringBuilder();
        var quoted = false;
        while (_at < _end && !AtHole() && !EndsWord(_at) && !Failed)
        {
            if (_text[_at] is '\'' or '"' || (_text[_at] == '$' && Peek(1) is '\'' or '"')) quoted |= ReadQuotedDelimiter(delimiter);
            else if (_text[_at] == '\\') (quoted, _at) = (true, _at + 1);
            else ReadPlainDelimiter(delimiter);
        }

        if (_at == start || AtHole()) Fail(start, "a here-document needs a word that ends it");
        else (_heredocs ??= []).Add(new PendingHeredoc(start, delimiter.ToString(), quoted, indented));
    }

    private bool ReadQuotedDelimiter(StringBuilder delimiter)
    {
        if (_text[_at] == '$') _at++;
        var length = _text.AsSpan(_at + 1, _end - _at - 1).IndexOf(_text[_at]);
        var content = length < 0 ? default : _text.AsSpan(_at + 1, length);
        if (length < 0 || content.IndexOfAny(LineEnds) >= 0)
        {
            Fail(_at, "the quote of a here-document's word is not closed on its line");
            return true;
        }

        delimiter.Append(content);
        Add(_at + 1, _at + 1 + length, Label.Delimiter, _scope, ShellCodecs.Delimiter);
        _at += length + 2;
        return true;
    }

    private void ReadPlainDelimiter(StringBuilder delimiter)
    {
        var (start, limit) = (_at, Limit());
        while (_at < limit && !EndsWord(_at) && _text[_at] is not ('\'' or '"' or '\\')) _at++;
        delimiter.Append(_text, start, _at - start);
        Add(start, _at, Label.Delimiter, _scope, ShellCodecs.Delimiter);
    }

    /// <summary>Reads the bodies of the here-documents that were begun on the line that ended.</summary>
    private void ReadHeredocs()
    {
        var pending = _heredocs!;
        _heredocs = null;
        foreach (var heredoc in pending)
        {
            if (Failed) return;
            ReadHeredoc(heredoc);
        }
    }

    private void ReadHeredoc(PendingHeredoc heredoc)
    {
        var (bodyEnd, closeStart) = FindHeredocEnd(heredoc);
        if (bodyEnd < 0)
        {
            Fail(heredoc.At, $"the here-document '{heredoc.Delimiter}' is not closed");
            return;
        }

        if (!Enter()) return;
        var end = _end;
        _end = bodyEnd;
        if (heredoc.Quoted) ReadRawBody(ShellCodecs.RawHeredoc(heredoc.Delimiter));
        else ReadBodyWithExpansions();
        if (Failed) return;
        _end = end;
        Leave();
        Add(closeStart, closeStart + heredoc.Delimiter.Length, Label.Delimiter, _scope, ShellCodecs.Delimiter);
        _at = closeStart + heredoc.Delimiter.Length;
        if (AtLineEnd(_at)) _at += _text[_at] == '\r' ? 2 : 1;
    }

    /// <summary>Where the body ends and where in the line behind it the delimiter begins; -1 where there is none.</summary>
    private (int BodyEnd, int CloseStart) FindHeredocEnd(PendingHeredoc heredoc)
    {
        var continued = false;
        for (var line = _at; line < _end;)
        {
            var end = LineEnd(line);
            var start = line;
            if (heredoc.Indented)
            {
                while (start < end && _text[start] == '\t') start++;
            }

            if (!continued && _text.AsSpan(start, end - start).SequenceEqual(heredoc.Delimiter)) return (line, start);
            continued = !heredoc.Quoted && EndsWithOddBackslashes(line, end);
            line = end < _end && _text[end] == '\r' ? end + 2 : end + 1;
        }

        return (-1, -1);
    }

    private bool EndsWithOddBackslashes(int start, int end)
    {
        var count = 0;
        while (end - count > start && _text[end - count - 1] == '\\') count++;
        return count % 2 == 1;
    }

    private void ReadRawBody(LeafCodec codec)
    {
        while (_at < _end && !Failed)
        {
            var end = LineEnd(_at);
            AddLine(_at, end, Label.Value, _scope, codec);
            _at = Math.Max(_at, end);
            if (_at < _end) _at++;
        }
    }

    private void ReadBodyWithExpansions()
    {
        if (_at >= _end) return;
        var limit = Limit();
        while (_at < limit && _text[_at] is ' ' or '\t') _at++;
        ReadQuotedText(Label.Value, _scope, Place.Heredoc);
    }

    private sealed record PendingHeredoc(int At, string Delimiter, bool Quoted, bool Indented);
}
