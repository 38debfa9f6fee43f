using System.Buffers;

namespace Rewriter.Syntax.Shell;

/// <summary>Words, their quotes and their literal text.</summary>
internal sealed partial class ShellReader
{
    private static readonly SearchValues<char> QuotedSigns = SearchValues.Create("\"$`\\\n");
    private static readonly SearchValues<char> BraceSigns = SearchValues.Create("}'\"$`\\\n/");
    private static readonly SearchValues<char> SingleSigns = SearchValues.Create("'\n");
    private static readonly SearchValues<char> AnsiSigns = SearchValues.Create("'\\\n");

    /// <summary>Where a text stands: decides which characters are special in it and how it is written.</summary>
    private enum Place
    {
        Unquoted,
        DoubleQuotes,
        Heredoc,
    }

    /// <summary>Reads one word; false where none begins here.</summary>
    private bool ReadWord(Label label, StructuralPath path)
    {
        var ahead = Ahead();
        var end = ShellCharacters.EndOfLiteral(ahead, _at);
        if (end > _at && (uint)end < (uint)ahead.Length && ShellCharacters.Is(ahead[end], ShellCharacters.EndsPlainWord))
        {
            // What most words are: literal text from end to end.
            Add(_at, end, label, path, ShellCodecs.Unquoted);
            _at = end;
            return true;
        }

        return ReadWordOfParts(label, path);
    }

    private bool ReadWordOfParts(Label label, StructuralPath path)
    {
        var start = _at;
        while (_at < _end)
        {
            if (AtHole())
            {
                ReadHole();
                continue;
            }

            var run = _at;
            ScanWordRun();
            Add(run, _at, label, path, ShellCodecs.Unquoted);
            if (_at >= _end || AtHole()) continue;
            if (!ReadWordPart(label, path)) break;
        }

        return _at > start;
    }

    /// <summary>Goes over literal text and escapes of a word, extended patterns not included.</summary>
    private void ScanWordRun()
    {
        var limit = Limit();
        while (_at < limit)
        {
            _at = ShellCharacters.EndOfLiteral(_text.AsSpan(0, limit), _at);
            if (_at >= limit) return;
            var c = _text[_at];
            if (c == '\r' && !AtLineEnd(_at) && _at + 1 < _end) _at++;
            else if (c == '\\' && ContinuationAt(_at) == 0 && _at + 1 < limit) _at += _text[_at + 1] == '\r' && AtLineEnd(_at + 1) ? 1 : 2;
            else if (c == '\\' && ContinuationAt(_at) == 0) _at++;
            else return;
        }
    }

    /// <summary>Reads a quote, an expansion, a process substitution or a pattern inside a word; false where the word ends.</summary>
    private bool ReadWordPart(Label label, StructuralPath path)
    {
        switch (_text[_at])
        {
            case '\'':
                ReadSingleQuotes(label, path);
                return true;
            case '"':
                ReadDoubleQuotes(label, path);
                return true;
            case '$':
                ReadDollar(label, path, Place.Unquoted);
                return true;
            case '`':
                ReadBackticks(Place.Unquoted);
                return true;
            case '\\' when ContinuationAt(_at) > 0:
                _at += ContinuationAt(_at);
                return true;
            case '<' or '>' when Peek(1) == '(':
                _at++;
                ReadCommandSubstitution();
                return true;
            case '(' when _at > 0 && _text[_at - 1] is '?' or '*' or '+' or '@' or '!' && _leaves.Position == _at:
                ReadExtendedPattern(label, path);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads <c>(a|b)</c> of <c>@(a|b)</c>, or a group of a regular expression.</summary>
    private void ReadExtendedPattern(Label label, StructuralPath path)
    {
        if (!Enter()) return;
        _at++;
        while (true)
        {
            if (AtEnd)
            {
                Fail(_at, "')' of a pattern is missing at the end");
                return;
            }

            if (AtHole())
            {
                ReadHole();
                continue;
            }

            var c = _text[_at];
            if (c == ')')
            {
                _at++;
                Leave();
                return;
            }

            if (c == '(') ReadExtendedPattern(label, path);
            else if (c is ' ' or '\t' or '\n' or '\r' or ';' or '&' or '|' or '<' or '>') _at++;
            else if (!ReadWord(label, path)) _at++;
        }
    }

    /// <summary>The regular expression behind <c>=~</c>: a word in which brackets group, and may hold blanks.</summary>
    private void ReadRegex()
    {
        var start = _at;
        while (_at < _end)
        {
            if (AtHole())
            {
                ReadHole();
                continue;
            }

            var c = _text[_at];
            if (c == '(') ReadExtendedPattern(Label.Argument, _scope);
            else if (c is '|' or '<' or '>' or ';' or '&' && _at > start && !(c is '|' or '&' && Peek(1) == c)) _at++;
            else if (c is '|' && Peek(1) != '|') _at++;
            else if (c is ')' || !ReadWord(Label.Argument, _scope)) return;
        }
    }

    // ---- quotes -----------------------------------------------------------------------------------------------

    /// <summary>
    /// Reads a single-quoted text. <c>'\''</c> and <c>'"'"'</c> inside are taken as the quote that they mean, so that
    /// the text stays one leaf.
    /// </summary>
    private void ReadSingleQuotes(Label label, StructuralPath path)
    {
        var open = _at++;
        var run = _at;
        while (true)
        {
            var limit = Limit();
            var length = _text.AsSpan(_at, limit - _at).IndexOfAny(SingleSigns);
            _at = length < 0 ? limit : _at + length;
            if (_at >= _end)
            {
                Fail(open, "the single quote is not closed");
                return;
            }

            if (AtHole())
            {
                Add(run, _at, label, path, ShellCodecs.SingleQuoted);
                ReadHole();
                run = _at;
            }
            else if (_text[_at] == '\n')
            {
                run = EndQuotedLine(run, label, path, ShellCodecs.SingleQuoted);
            }
            else if (EscapedQuoteLength() is > 0 and var escape)
            {
                _at += escape;
            }
            else
            {
                Add(run, _at, label, path, ShellCodecs.SingleQuoted);
                _at++;
                return;
            }
        }
    }

    private int EscapedQuoteLength()
    {
        var rest = _text.AsSpan(_at, Limit() - _at);
        return rest.StartsWith("'\\''") ? 4 : rest.StartsWith("'\"'\"'") ? 5 : 0;
    }

    /// <summary>Adds what stands before a line end inside quotes; gives where the text of the next line begins.</summary>
    private int EndQuotedLine(int run, Label label, StructuralPath path, LeafCodec codec)
    {
        var end = _at > run && _text[_at - 1] == '\r' ? _at - 1 : _at;
        if (!_text.AsSpan(run, end - run).IsWhiteSpace()) Add(run, end, label, path, codec);
        _at++;
        var limit = Limit();
        while (_at < limit && _text[_at] is ' ' or '\t') _at++;
        return _at;
    }

    private void ReadAnsiQuotes(Label label, StructuralPath path)
    {
        var open = _at;
        _at += 2;
        var run = _at;
        while (true)
        {
            var limit = Limit();
            var length = _text.AsSpan(_at, limit - _at).IndexOfAny(AnsiSigns);
            _at = length < 0 ? limit : _at + length;
            if (_at >= _end)
            {
                Fail(open, "the quote of $'…' is not closed");
                return;
            }

            if (AtHole())
            {
                Add(run, _at, label, path, ShellCodecs.AnsiC);
                ReadHole();
                run = _at;
            }
            else if (_text[_at] == '\n')
            {
                run = EndQuotedLine(run, label, path, ShellCodecs.AnsiC);
            }
            else if (_text[_at] == '\\')
            {
                _at += _at + 1 < limit && _text[_at + 1] is not ('\n' or '\r') ? 2 : 1;
            }
            else
            {
                Add(run, _at, label, path, ShellCodecs.AnsiC);
                _at++;
                return;
            }
        }
    }

    private void ReadDoubleQuotes(Label label, StructuralPath path)
    {
        if (!Enter()) return;
        var open = _at++;
        ReadQuotedText(label, path, Place.DoubleQuotes);
        if (Failed) return;
        if (AtEnd)
        {
            Fail(open, "the double quote is not closed");
            return;
        }

        _at++;
        Leave();
    }

    /// <summary>Reads text with expansions: up to a double quote, or all of it where it is a here-document.</summary>
    private void ReadQuotedText(Label label, StructuralPath path, Place place)
    {
        var codec = place == Place.Heredoc ? ShellCodecs.Heredoc : ShellCodecs.DoubleQuoted;
        var run = _at;
        while (true)
        {
            var limit = Limit();
            var length = _text.AsSpan(_at, limit - _at).IndexOfAny(QuotedSigns);
            _at = length < 0 ? limit : _at + length;
            if (_at >= _end)
            {
                Add(run, _at, label, path, codec);
                return;
            }

            if (AtHole())
            {
                Add(run, _at, label, path, codec);
                ReadHole();
                run = _at;
                continue;
            }

            switch (_text[_at])
            {
                case '\n':
                    run = EndQuotedLine(run, label, path, codec);
                    break;
                case '\\' when ContinuationAt(_at) is > 0 and var continuation:
                    Add(run, _at, label, path, codec);
                    _at += continuation;
                    run = _at;
                    break;
                case '\\':
                    _at += _at + 1 < limit && _text[_at + 1] is '$' or '`' or '"' or '\\' ? 2 : 1;
                    break;
                case '"' when place == Place.DoubleQuotes:
                    Add(run, _at, label, path, codec);
                    return;
                case '"':
                    _at++;
                    break;
                default:
                    Add(run, _at, label, path, codec);
                    if (_text[_at] == '$') ReadDollar(label, path, place);
                    else ReadBackticks(place);
                    run = _at;
                    break;
            }
        }
    }
}
