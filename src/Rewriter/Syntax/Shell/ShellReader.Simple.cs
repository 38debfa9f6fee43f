namespace Rewriter.Syntax.Shell;

/// <summary>Simple commands: assignments, the command's name, its arguments (POSIX, XCU 2.9.1).</summary>
internal sealed partial class ShellReader
{
    /// <summary>How the words behind a command are taken.</summary>
    private enum Arguments
    {
        /// <summary>As plain words.</summary>
        Words,

        /// <summary>As assignments and names: <c>export</c>, <c>local</c>.</summary>
        Declarations,

        /// <summary>As names of variables where they look so: <c>read</c>, <c>unset</c>.</summary>
        Names,
    }

    /// <summary>Reads a simple command; false where none stands here.</summary>
    /// <param name="nameEnd">Where the name ends that begins here.</param>
    /// <param name="name">That name where it is known already; null elsewhere.</param>
    private bool ReadSimple(int nameEnd, Word? name)
    {
        var any = false;
        var path = _scope;
        var arguments = Arguments.Words;
        var hasCommand = false;
        if (name is not null)
        {
            any = true;
            if (_text[nameEnd] == '=')
            {
                ReadAssignment(nameEnd, name);
            }
            else if (_text[nameEnd] is ' ' or '\t' or '(' && IsFunctionHead(nameEnd))
            {
                ReadFunction(nameEnd);
                return true;
            }
            else
            {
                hasCommand = true;
                (path, arguments) = ReadCommandName(nameEnd, name);
            }
        }

        while (true)
        {
            SkipBlanks();
            if (AtEnd) return any;
            var hole = AtHole();
            var first = _text[_at];
            if (!hole && ShellCharacters.Is(first, ShellCharacters.MayBeNoWord))
            {
                if (AtLineEnd(_at) || _text[_at] == '#') return any;
                if (ReadRedirection()) { any = true; continue; }
                if (_text[_at] is ';' or '&' or '|' or ')') return any;
                if (_text[_at] == '(')
                {
                    Fail(_at, "'(' was not expected here");
                    return true;
                }
            }

            if (!hole && (!hasCommand || arguments == Arguments.Declarations) && IsNameStart(first) && ReadAssignment(NameEnd(_at), null)) any = true;
            else if (!hasCommand)
            {
                var literalEnd = LiteralEnd(_at);
                if (!hole && !any && IsFunctionHead(literalEnd))
                {
                    ReadFunction(literalEnd);
                    return true;
                }

                hasCommand = true;
                any = true;
                (path, arguments) = ReadCommandName(literalEnd, null);
            }
            else if (hole || !(arguments != Arguments.Words && ReadBareName()))
            {
                if (!ReadArgument(path))
                {
                    Fail(_at, $"'{Glimpse(_at)}' was not expected here");
                    return true;
                }
            }
        }
    }

    /// <summary>Whether <c>name ()</c> stands here, for a name that ends at an offset.</summary>
    private bool IsFunctionHead(int end)
    {
        var next = end;
        while (next < _end && _text[next] is ' ' or '\t') next++;
        if (end == _at || next >= _end || _text[next] != '(') return false;
        next++;
        while (next < _end && _text[next] is ' ' or '\t') next++;
        return next < _end && _text[next] == ')';
    }

    private (StructuralPath Path, Arguments Arguments) ReadCommandName(int end, Word? name)
    {
        var start = _at;
        name ??= end > start && (end == _end || (end < Limit() && EndsWord(end))) ? WordOf(start, end) : null;
        var path = name is null ? _scope : name.PathIn(_scope);
        if (name is not null && (end == _end || ShellCharacters.Is(_text[end], ShellCharacters.EndsPlainWord)))
        {
            // What most commands are: nothing but their name.
            Add(start, end, Label.Command, path, ShellCodecs.Unquoted);
            _at = end;
        }
        else if (!ReadWord(Label.Command, path)) Fail(_at, $"'{Glimpse(_at)}' was not expected here");
        return (path, name is null ? Arguments.Words : name.Arguments);
    }

    private static Arguments KindOf(ReadOnlySpan<char> command) => command switch
    {
        "export" or "local" or "declare" or "typeset" or "readonly" or "alias" => Arguments.Declarations,
        "read" or "unset" or "mapfile" or "readarray" => Arguments.Names,
        _ => Arguments.Words,
    };

    /// <summary>A whole word that is a name, behind <c>export</c> or <c>read</c>.</summary>
    private bool ReadBareName()
    {
        var end = NameEnd(_at);
        if (end == _at || (end < _end && !EndsWord(end)) || end == _nextHole) return false;
        AddVariable(_at, end, true);
        _at = end;
        return true;
    }

    /// <summary>An argument; what stands behind <c>--option=</c> has the option in its path.</summary>
    private bool ReadArgument(StructuralPath path)
    {
        if (AtHole() || _text[_at] != '-') return ReadWord(Label.Argument, path);
        var limit = Limit();
        var end = ShellCharacters.EndOf(_text.AsSpan(0, limit), _at, ShellCharacters.OptionPart);
        if (end >= limit || _text[end] != '=') return ReadWord(Label.Argument, path);
        Add(_at, end, Label.Argument, path, ShellCodecs.Unquoted);
        var option = path.Child(_text.Substring(_at, end - _at));
        _at = end + 1;
        ReadWord(Label.Argument, option);
        return true;
    }

    /// <summary>Reads <c>NAME=value</c>, <c>NAME+=value</c>, <c>NAME[i]=value</c>, <c>NAME=(…)</c>; false where none stands here.</summary>
    private bool ReadAssignment(int nameEnd, Word? name)
    {
        if (nameEnd == _at || nameEnd >= _end) return false;
        var at = nameEnd;
        if (_text[at] == '[')
        {
            at = SubscriptEnd(at);
            if (at < 0) return false;
        }

        var sign = SignLength(at);
        if (sign == 0) return false;
        name ??= WordOf(_at, nameEnd);
        var path = name.PathIn(_scope);
        AddVariable(_at, nameEnd, name, true);
        _at = nameEnd;
        if (at > nameEnd)
        {
            _at++;
            ReadSubscript(path);
        }

        if (!Failed && _at != at) Fail(at, "the subscript was not understood");
        if (Failed) return true;
        _at = at + sign;
        if (Peek() == '(' && !AtHole()) ReadArray(path);
        else ReadWord(Label.Value, path);
        return true;
    }

    private int SignLength(int at) => at >= _end ? 0 : _text[at] == '=' ? 1 : _text[at] == '+' && at + 1 < _end && _text[at + 1] == '=' ? 2 : 0;

    /// <summary>The offset behind the bracket that closes a subscript; -1 where it does not close soon on its line.</summary>
    private int SubscriptEnd(int at)
    {
        var depth = 0;
        var limit = Math.Min(_end, at + 256);
        for (; at < limit; at++)
        {
            switch (_text[at])
            {
                case '\n': return -1;
                case '[': depth++; break;
                case ']' when --depth == 0: return at + 1;
                case '\\': at++; break;
                case '"' or '\'':
                    var close = _text.AsSpan(at + 1, limit - at - 1).IndexOf(_text[at]);
                    if (close < 0) return -1;
                    at += close + 1;
                    break;
            }
        }

        return -1;
    }

    private void ReadArray(StructuralPath path)
    {
        _at++;
        while (true)
        {
            SkipLines();
            if (AtEnd)
            {
                Fail(_at, "')' of an array is missing at the end");
                return;
            }

            if (!AtHole() && _text[_at] == ')')
            {
                _at++;
                return;
            }

            if (!AtHole() && _text[_at] == '[' && SubscriptEnd(_at) is > 0 and var end && SignLength(end) is > 0 and var sign)
            {
                _at++;
                ReadSubscript(path);
                if (!Failed && _at != end) Fail(end, "the subscript was not understood");
                if (Failed) return;
                _at = end + sign;
                if (AtEnd || AtHole() || !EndsWord(_at)) ReadWord(Label.Value, path);
                continue;
            }

            if (!ReadWord(Label.Value, path))
            {
                Fail(_at, $"'{Glimpse(_at)}' was not expected inside an array");
                return;
            }
        }
    }
}
