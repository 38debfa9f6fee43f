using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Shell;

/// <summary>What begins with a dollar or a backtick, and arithmetic.</summary>
internal sealed partial class ShellReader
{
    // How far a search looks once one has gone to the end in vain: many of those would not be linear any more.
    private const int ShortSearch = 4096;

    private Dictionary<int, bool>? _arithmetic;
    private bool _searchedInVain;

    private void ReadDollar(Label label, StructuralPath path, Place place)
    {
        if (_at + 1 >= _end || _at + 1 == _nextHole)
        {
            _at++;
            return;
        }

        var next = _text[_at + 1];
        switch (next)
        {
            case '(':
                _at++;
                if (Peek(1) == '(' && IsArithmetic(_at)) ReadArithmeticExpansion();
                else ReadCommandSubstitution();
                break;
            case '{':
                ReadBraceExpansion(place);
                break;
            case '[':
                if (!Enter()) return;
                _at += 2;
                ReadArithmetic(']');
                Close(']');
                Leave();
                break;
            case '\'' when place == Place.Unquoted:
                ReadAnsiQuotes(label, path);
                break;
            case '"' when place == Place.Unquoted:
                _at++;
                ReadDoubleQuotes(label, path);
                break;
            case '@' or '*' or '#' or '?' or '-' or '$' or '!':
                _at += 2;
                break;
            case >= '0' and <= '9':
                Add(_at + 1, _at + 2, Label.Variable, _scope, ShellCodecs.Number);
                _at += 2;
                break;
            default:
                _at++;
                var end = NameEnd(_at);
                if (end > _at) AddVariable(_at, end, false);
                _at = Failed ? _at : end;
                break;
        }
    }

    /// <summary>Reads <c>(…)</c> as commands; the opening bracket stands here.</summary>
    private void ReadCommandSubstitution()
    {
        if (!Enter()) return;
        var outer = _heredocs;
        _heredocs = null;
        _at++;
        ReadList();
        SkipLines();
        Close(')');
        AppendPending(outer);
        Leave();
    }

    private void AppendPending(List<PendingHeredoc>? outer)
    {
        if (_heredocs is { Count: > 0 } inner && outer is not null) outer.AddRange(inner);
        else if (_heredocs is { Count: > 0 }) return;
        _heredocs = outer;
    }

    private void ReadBackticks(Place place)
    {
        if (!Enter()) return;
        var open = _at++;
        var (close, escaped) = FindBacktick(place);
        if (close < 0)
        {
            Fail(open, "the backtick is not closed");
            return;
        }

        if (escaped) ReadEscapedBackticks(close, place);
        else ReadPlainBackticks(close);
        Leave();
    }

    private (int Close, bool Escaped) FindBacktick(Place place)
    {
        var escaped = false;
        for (var at = _at; at < _end; at++)
        {
            var length = _text.AsSpan(at, _end - at).IndexOfAny('`', '\\');
            if (length < 0) break;
            at += length;
            if (_text[at] == '`') return (at, escaped);
            if (at + 1 < _end && IsBacktickEscape(_text[at + 1], place)) escaped = true;
            at++;
        }

        return (-1, false);
    }

    private static bool IsBacktickEscape(char c, Place place) => c is '`' or '\\' or '$' || (c == '"' && place == Place.DoubleQuotes);

    private void ReadPlainBackticks(int close)
    {
        var (end, outer) = (_end, _heredocs);
        _heredocs = null;
        _end = close;
        ReadList();
        SkipLines();
        if (!Failed && _at < close) Fail(_at, $"'{Glimpse(_at)}' was not expected between backticks");
        if (!Failed && _heredocs is { Count: > 0 }) Fail(_heredocs[0].At, "the here-document between backticks has no body");
        if (Failed) return;
        _end = end;
        _heredocs = outer;
        _at = close + 1;
    }

    /// <summary>Between backticks a backslash goes before a backtick, a backslash and a dollar: the commands are read without them.</summary>
    private void ReadEscapedBackticks(int close, Place place)
    {
        var span = TextSpan.FromBounds(_at, close);
        var builder = new EmbeddedText.Builder(_text);
        var run = _at;
        for (var at = _at; at < close; at++)
        {
            if (_text[at] != '\\' || at + 1 >= close || !IsBacktickEscape(_text[at + 1], place)) continue;
            builder.Append(TextSpan.FromBounds(run, at));
            builder.AppendEscape(new TextSpan(at, 2), _text.Substring(at + 1, 1));
            run = at + 2;
            at++;
        }

        builder.Append(TextSpan.FromBounds(run, close));
        var embedded = builder.Build();
        var leaves = _request.Holes.NextStart(_at) < close ? null : _request.ReadEmbedded("shell", embedded.Text, _scope);
        if (leaves is null)
        {
            Fail(_at, "the commands between backticks were not understood");
            return;
        }

        _leaves.AddEmbedded(embedded, leaves.Value, place == Place.DoubleQuotes ? ShellCodecs.QuotedBackticks : ShellCodecs.Backticks, span);
        _at = close + 1;
    }

    // ---- ${ … } -----------------------------------------------------------------------------------------------

    private void ReadBraceExpansion(Place place)
    {
        if (!Enter()) return;
        var open = _at;
        _at += 2;
        if (!AtHole() && Peek() is '!' or '#' && (_at + 1 == _nextHole || IsParameterStart(Peek(1)))) _at++;
        var path = _scope;
        var end = NameEnd(_at);
        if (AtHole())
        {
            ReadHole();
        }
        else if (end > _at)
        {
            var name = WordOf(_at, end);
            AddVariable(_at, end, name, false);
            path = name.PathIn(_scope);
            _at = end;
        }
        else if (char.IsAsciiDigit(Peek()))
        {
            while (end < _end && char.IsAsciiDigit(_text[end])) end++;
            Add(_at, end, Label.Variable, _scope, ShellCodecs.Number);
            _at = end;
        }
        else if (Peek() is '@' or '*' or '?' or '$' or '!' or '-' or '#')
        {
            _at++;
        }

        if (!AtHole() && Peek() == '[')
        {
            _at++;
            ReadSubscript(path);
        }

        ReadOperation(path, place);
        if (Failed) return;
        if (AtEnd)
        {
            Fail(open, "'}' of '${' is missing");
            return;
        }

        _at++;
        Leave();
    }

    private static bool IsParameterStart(char c) => IsNamePart(c) || c is '@' or '*' or '?' or '$' or '!' or '-' or '#' or '{';

    /// <summary>Reads what follows the parameter, up to the brace that closes.</summary>
    private void ReadOperation(StructuralPath path, Place place)
    {
        if (AtEnd || AtHole())
        {
            ReadBraceWord(path, place, quotes: place == Place.Unquoted, slash: false);
            return;
        }

        switch (_text[_at])
        {
            case '}':
                return;
            case ':' when Peek(1) is not ('-' or '=' or '?' or '+'):
                _at++;
                ReadArithmetic('}');
                return;
            case ':' or '-' or '=' or '?' or '+':
                _at += _text[_at] == ':' ? 2 : 1;
                ReadBraceWord(path, place, quotes: place == Place.Unquoted, slash: false);
                return;
            case '/':
                _at += Peek(1) == '/' ? 2 : 1;
                ReadBraceWord(path, place, quotes: true, slash: true);
                return;
            case '#' or '%' or '^' or ',':
                _at += Peek(1) == _text[_at] ? 2 : 1;
                ReadBraceWord(path, place, quotes: true, slash: false);
                return;
            case '@' when char.IsAsciiLetter(Peek(1)):
                AddKeyword(_at + 1, _at + 2);
                _at = Failed ? _at : _at + 2;
                break;
        }

        ReadBraceWord(path, place, quotes: place == Place.Unquoted, slash: false);
    }

    /// <summary>Reads the word of an operation. Single quotes are quotes outside of double quotes, and in patterns everywhere.</summary>
    private void ReadBraceWord(StructuralPath path, Place place, bool quotes, bool slash)
    {
        var codec = place switch
        {
            Place.Unquoted => ShellCodecs.Unquoted,
            Place.Heredoc => ShellCodecs.HeredocDefault,
            _ => ShellCodecs.QuotedDefault,
        };
        var run = _at;
        while (true)
        {
            var limit = Limit();
            var length = _text.AsSpan(_at, limit - _at).IndexOfAny(BraceSigns);
            _at = length < 0 ? limit : _at + length;
            if (_at >= _end)
            {
                Add(run, _at, Label.Value, path, codec);
                return;
            }

            if (AtHole())
            {
                Add(run, _at, Label.Value, path, codec);
                ReadHole();
                run = _at;
                continue;
            }

            switch (_text[_at])
            {
                case '}':
                    Add(run, _at, Label.Value, path, codec);
                    return;
                case '\n':
                    run = EndQuotedLine(run, Label.Value, path, codec);
                    break;
                case '/' when slash:
                    Add(run, _at, Label.Value, path, codec);
                    run = ++_at;
                    slash = false;
                    break;
                case '/':
                case '\'' when !quotes || place == Place.Heredoc:
                    _at++;
                    break;
                case '\\' when ContinuationAt(_at) is > 0 and var continuation:
                    Add(run, _at, Label.Value, path, codec);
                    _at += continuation;
                    run = _at;
                    break;
                case '\\':
                    _at += _at + 1 < limit && !AtLineEnd(_at + 1) ? 2 : 1;
                    break;
                default:
                    Add(run, _at, Label.Value, path, codec);
                    ReadBracePart(path, place);
                    run = _at;
                    break;
            }
        }
    }

    private void ReadBracePart(StructuralPath path, Place place)
    {
        switch (_text[_at])
        {
            case '\'': ReadSingleQuotes(Label.Value, path); break;
            case '"': ReadDoubleQuotes(Label.Value, path); break;
            case '$': ReadDollar(Label.Value, path, place); break;
            default: ReadBackticks(place); break;
        }
    }

    /// <summary>Reads a subscript from behind its bracket, the closing bracket included.</summary>
    private void ReadSubscript(StructuralPath path)
    {
        if (!Enter()) return;
        var open = _at;
        while (true)
        {
            if (AtEnd)
            {
                Fail(open, "']' of a subscript is missing");
                return;
            }

            if (AtHole())
            {
                ReadHole();
                continue;
            }

            var c = _text[_at];
            if (c == ']')
            {
                _at++;
                Leave();
                return;
            }

            if (c == '[')
            {
                _at++;
                ReadSubscript(path);
            }
            else if (!ReadSubscriptRun(path) && !ReadWordPart(Label.Value, path))
            {
                _at++;
            }
        }
    }

    private bool ReadSubscriptRun(StructuralPath path)
    {
        var (start, limit) = (_at, Limit());
        while (_at < limit && !ShellCharacters.Is(_text[_at], ShellCharacters.EndsLiteral) && _text[_at] is not ('[' or ']')) _at++;
        if (_at < limit && _at + 1 < limit && _text[_at] == '\\' && ContinuationAt(_at) == 0) _at += 2;
        Add(start, _at, Label.Value, path, ShellCodecs.Unquoted);
        return _at > start;
    }

    // ---- arithmetic -------------------------------------------------------------------------------------------

    private void ReadArithmeticExpansion()
    {
        if (!Enter()) return;
        ReadArithmeticCommand();
        Leave();
    }

    /// <summary>
    /// Whether the two brackets here open arithmetic, and not a subshell in a subshell: arithmetic ends with two that
    /// stand together. Answers for all pairs of one search are kept, so that nested ones are not searched again.
    /// </summary>
    private bool IsArithmetic(int at)
    {
        _arithmetic ??= [];
        if (_arithmetic.TryGetValue(at, out var known)) return known;
        var stack = new Stack<int>();
        var lastClosed = (Open: -1, Close: -1);
        var limit = _searchedInVain ? Math.Min(_end, at + ShortSearch) : _end;
        for (var i = at; i < limit; i++)
        {
            var length = _text.AsSpan(i, limit - i).IndexOfAny("()'\"\\");
            if (length < 0) break;
            i += length;
            switch (_text[i])
            {
                case '(':
                    stack.Push(i);
                    break;
                case ')':
                    var open = stack.Pop();
                    if (_text[open + 1] == '(') _arithmetic[open] = lastClosed == (open + 1, i - 1);
                    lastClosed = (open, i);
                    if (stack.Count == 0) return _arithmetic.TryGetValue(at, out known) && known;
                    break;
                case '\\':
                    i++;
                    break;
                case '\'':
                    var quote = _text.AsSpan(i + 1, limit - i - 1).IndexOf('\'');
                    if (quote >= 0) i += quote + 1;
                    break;
                default:
                    for (i++; i < limit && _text[i] != '"'; i++)
                    {
                        if (_text[i] == '\\') i++;
                    }

                    break;
            }
        }

        _searchedInVain = true;
        foreach (var open in stack) _arithmetic[open] = true;
        return true;
    }

    /// <summary>Reads an expression up to the bracket that closes it, which is left.</summary>
    private void ReadArithmetic(char close)
    {
        var depth = 0;
        while (_at < _end)
        {
            if (AtHole())
            {
                ReadHole();
                continue;
            }

            var c = _text[_at];
            if (depth == 0 && c == close) return;
            if (c is '(' or '[')
            {
                depth++;
                _at++;
            }
            else if (c is ')' or ']')
            {
                if (depth > 0) depth--;
                _at++;
            }
            else
            {
                ReadOperand(c);
            }
        }
    }

    private void ReadOperand(char c)
    {
        if (char.IsAsciiDigit(c) || (char.IsLetterOrDigit(c) && !char.IsAsciiLetter(c)))
        {
            var (start, limit) = (_at, Limit());
            while (_at < limit && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '#' or '@' or '.')) _at++;
            Add(start, _at, Label.Value, _scope, ShellCodecs.Number);
        }
        else if (IsNameStart(c))
        {
            var end = NameEnd(_at);
            AddVariable(_at, end, false);
            _at = end;
        }
        else if (c is '$' or '`' or '"')
        {
            ReadBracePart(_scope, Place.DoubleQuotes);
        }
        else if (c == '\'' && Peek(2) == '\'')
        {
            ReadSingleQuotes(Label.Value, _scope);
        }
        else
        {
            _at++;
        }
    }
}
