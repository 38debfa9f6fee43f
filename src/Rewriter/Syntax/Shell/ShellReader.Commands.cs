namespace Rewriter.Syntax.Shell;

/// <summary>Lists, pipelines, compound and simple commands.</summary>
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

    /// <summary>Reads commands until something that no command begins with; tells whether there was one.</summary>
    private bool ReadList()
    {
        var any = false;
        while (true)
        {
            SkipLines();
            if (AtEnd || !ReadPipeline()) return any;
            any = true;
            SkipBlanks();
            if (AtEnd) return any;
            if (AtHole() || AtLineEnd(_at) || _text[_at] == '#') continue;
            if (_text[_at] == ';' && Peek(1) is not (';' or '&')) _at++;
            else if (_text[_at] == '&' && Peek(1) != '&') _at++;
            else return any;
        }
    }

    /// <summary>Reads commands joined by <c>|</c>, <c>&amp;&amp;</c> and <c>||</c>; tells whether there was one.</summary>
    private bool ReadPipeline()
    {
        var needed = false;
        while (true)
        {
            if (!ReadCommand())
            {
                if (needed) Fail(_at, AtEnd ? "a command is missing at the end" : $"a command was expected before '{Glimpse(_at)}'");
                return needed;
            }

            SkipBlanks();
            if (AtEnd || AtHole()) return true;
            var operation = JoinLength();
            if (operation == 0) return true;
            _at += operation;
            needed = true;
            SkipLines();
        }
    }

    private int JoinLength() => (_text[_at], Peek(1)) switch
    {
        ('&', '&') => 2,
        ('|', '|') => 2,
        ('|', '&') => 2,
        ('|', _) => 1,
        _ => 0,
    };

    private bool ReadCommand()
    {
        SkipBlanks();
        if (AtEnd) return false;
        if (AtHole()) return ReadSimple();
        switch (_text[_at])
        {
            case ')' or ';' or '&' or '|' when !AtBothRedirection():
                return false;
            case '(':
                if (Peek(1) == '(' && IsArithmetic(_at)) ReadArithmeticCommand();
                else ReadSubshell();
                ReadRedirections();
                return true;
            default:
                return ReadReserved() ?? ReadSimple();
        }
    }

    /// <summary>Reads a command that begins with a reserved word; null where the word is an ordinary one.</summary>
    private bool? ReadReserved()
    {
        var length = ReservedLength(_at);
        if (length == 0) return null;
        var word = _text.AsSpan(_at, length);
        switch (word)
        {
            case "then" or "elif" or "else" or "fi" or "do" or "done" or "esac" or "}" or "in" or "]]":
                return false;
            case "!" or "time" or "coproc":
                return ReadPrefix(length);
        }

        if (!Enter()) return true;
        switch (word)
        {
            case "if": ReadIf(); break;
            case "while" or "until": ReadLoop(length); break;
            case "for" or "select": ReadFor(length); break;
            case "case": ReadCase(); break;
            case "function": ReadFunctionKeyword(); break;
            case "{": ReadGroup(); break;
            default: ReadCondition(); break;
        }

        ReadRedirections();
        Leave();
        return true;
    }

    private int ReservedLength(int at)
    {
        var limit = Math.Min(_end, at <= _nextHole ? _nextHole : _end);
        var end = at;
        if (at < limit && _text[at] is '{' or '}' or '!') end++;
        else if (at + 1 < limit && _text[at] is '[' or ']' && _text[at + 1] == _text[at]) end += 2;
        else while (end < limit && end - at < 9 && char.IsAsciiLetterLower(_text[end])) end++;
        if (end == at || (end < _end && !EndsWord(end) && end != _nextHole) || end == _nextHole) return 0;
        return _text.AsSpan(at, end - at) is "if" or "then" or "elif" or "else" or "fi" or "do" or "done" or "while" or "until" or "for" or "select"
            or "case" or "esac" or "in" or "function" or "time" or "coproc" or "{" or "}" or "!" or "[[" or "]]" ? end - at : 0;
    }

    /// <summary>Whether a word ends before an offset.</summary>
    private bool EndsWord(int at) => _text[at] is ' ' or '\t' or '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')' || AtLineEnd(at) || ContinuationAt(at) > 0;

    private bool IsReserved(string word)
    {
        SkipLines();
        return !AtEnd && !AtHole() && ReservedLength(_at) == word.Length && _text.AsSpan(_at, word.Length).SequenceEqual(word);
    }

    private bool TakeReserved(string word)
    {
        if (!IsReserved(word)) return false;
        AddKeyword(_at, _at + word.Length);
        _at += word.Length;
        return true;
    }

    private void Expect(string word, string construct)
    {
        if (!TakeReserved(word)) Fail(_at, AtEnd ? $"'{word}' of '{construct}' is missing at the end" : $"'{word}' of '{construct}' was expected before '{Glimpse(_at)}'");
    }

    private void TakeWord(int length)
    {
        AddKeyword(_at, _at + length);
        _at += length;
    }

    private void ReadBody(string construct)
    {
        if (!ReadList()) Fail(_at, $"'{construct}' has no command before '{Glimpse(_at)}'");
    }

    private bool ReadPrefix(int length)
    {
        var isCoproc = length == 6;
        TakeWord(length);
        SkipBlanks();
        if (length == 4 && Peek() == '-' && Peek(1) == 'p' && (_at + 2 >= _end || EndsWord(_at + 2)))
        {
            Add(_at, _at + 2, Label.Argument, _scope, ShellCodecs.Unquoted);
            _at += 2;
        }

        if (isCoproc) ReadCoprocName();
        if (!Enter()) return true;
        ReadCommand();
        Leave();
        return true;
    }

    /// <summary><c>coproc NAME { …; }</c>: the name stands only before a compound command.</summary>
    private void ReadCoprocName()
    {
        var end = NameEnd(_at);
        if (end == _at || end >= _end || _text[end] is not (' ' or '\t') || ReservedLength(_at) > 0) return;
        var next = end;
        while (next < _end && _text[next] is ' ' or '\t') next++;
        if (next >= _end || (_text[next] != '(' && ReservedLength(next) == 0)) return;
        AddVariable(_at, end, true);
        _at = end;
    }

    private void ReadIf()
    {
        TakeWord(2);
        ReadBody("if");
        Expect("then", "if");
        ReadBody("then");
        while (TakeReserved("elif"))
        {
            ReadBody("elif");
            Expect("then", "elif");
            ReadBody("then");
        }

        if (TakeReserved("else")) ReadBody("else");
        Expect("fi", "if");
    }

    private void ReadLoop(int length)
    {
        TakeWord(length);
        ReadBody("while");
        ReadDoGroup("while");
    }

    private void ReadDoGroup(string construct)
    {
        Expect("do", construct);
        ReadBody("do");
        Expect("done", construct);
    }

    private void ReadFor(int length)
    {
        TakeWord(length);
        SkipBlanks();
        if (Peek() == '(' && Peek(1) == '(' && !AtHole())
        {
            ReadArithmeticCommand();
        }
        else
        {
            ReadForName();
            if (TakeReserved("in")) ReadWords(Label.Argument, _scope);
        }

        SkipBlanks();
        if (Peek() == ';' && !AtHole()) _at++;
        if (TakeReserved("{"))
        {
            ReadBody("for");
            Expect("}", "for");
        }
        else
        {
            ReadDoGroup("for");
        }
    }

    private void ReadForName()
    {
        var end = NameEnd(_at);
        if (end > _at && (end >= _end || EndsWord(end)))
        {
            AddVariable(_at, end, true);
            _at = end;
        }
        else if (AtHole())
        {
            ReadWord(Label.Variable, _scope);
        }
        else
        {
            Fail(_at, "'for' needs the name of a variable");
        }
    }

    private void ReadWords(Label label, StructuralPath path)
    {
        while (true)
        {
            SkipBlanks();
            if (AtEnd || (!AtHole() && (AtLineEnd(_at) || _text[_at] is ';' or '#'))) return;
            if (!ReadWord(label, path))
            {
                Fail(_at, $"'{Glimpse(_at)}' was not expected here");
                return;
            }
        }
    }

    private void ReadCase()
    {
        TakeWord(4);
        SkipBlanks();
        if (!ReadWord(Label.Argument, _scope)) Fail(_at, "'case' needs a word");
        Expect("in", "case");
        while (!Failed)
        {
            SkipLines();
            if (TakeReserved("esac")) return;
            if (AtEnd)
            {
                Fail(_at, "'esac' of 'case' is missing at the end");
                return;
            }

            if (Peek() == '(' && !AtHole()) _at++;
            ReadPatterns();
            ReadList();
            SkipLines();
            if (Peek() != ';' || Peek(1) is not (';' or '&') || AtHole())
            {
                Expect("esac", "case");
                return;
            }

            _at += Peek(1) == ';' && Peek(2) == '&' ? 3 : 2;
        }
    }

    private void ReadPatterns()
    {
        while (true)
        {
            SkipBlanks();
            if (!ReadWord(Label.Argument, _scope)) Fail(_at, "a pattern of 'case' was expected");
            SkipBlanks();
            if (AtHole()) continue;
            if (Peek() == '|') _at++;
            else break;
        }

        if (Peek() == ')') _at++;
        else Fail(_at, "')' behind a pattern of 'case' is missing");
    }

    private void ReadGroup()
    {
        TakeWord(1);
        ReadBody("{");
        Expect("}", "{");
    }

    private void ReadSubshell()
    {
        if (!Enter()) return;
        _at++;
        ReadBody("(");
        Close(')');
        Leave();
    }

    private void Close(char bracket)
    {
        if (!AtHole() && Peek() == bracket) _at++;
        else Fail(_at, AtEnd ? $"'{bracket}' is missing at the end" : $"'{bracket}' was expected before '{Glimpse(_at)}'");
    }

    private void ReadArithmeticCommand()
    {
        _at += 2;
        ReadArithmetic(')');
        Close(')');
        Close(')');
    }

    private void ReadFunctionKeyword()
    {
        TakeWord(8);
        SkipBlanks();
        var end = LiteralEnd(_at);
        if (end == _at)
        {
            Fail(_at, "'function' needs a name");
            return;
        }

        ReadFunction(end);
    }

    /// <summary>Where the literal text of a word that begins at an offset ends: at a quote, an expansion, an escape or the word's end.</summary>
    private int LiteralEnd(int at)
    {
        var limit = Limit();
        while (at < limit)
        {
            var length = _text.AsSpan(at, limit - at).IndexOfAny(WordSigns);
            if (length < 0) return limit;
            at += length;
            if (_text[at] != '\r' || AtLineEnd(at)) return at;
            at++;
        }

        return at;
    }

    /// <summary>Reads a function from its name on; its body lies under its name.</summary>
    private void ReadFunction(int nameEnd)
    {
        var name = _text.Substring(_at, nameEnd - _at);
        (_functions ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
        Add(_at, nameEnd, Label.Symbol, _scope, ShellCodecs.FunctionName, new SymbolReference("shell.function", name, true));
        _at = nameEnd;
        SkipBlanks();
        if (Peek() == '(' && !AtHole() && !(Peek(1) == '(' && IsArithmetic(_at)))
        {
            var open = _at++;
            SkipBlanks();
            if (Peek() == ')') _at++;
            else _at = open;
        }

        var (scope, commands) = (_scope, _commands);
        _scope = _scope.Child(name);
        _commands = default;
        SkipLines();
        if (!IsCompoundStart() || !Enter()) Fail(_at, $"the function '{name}' has no body");
        else if (ReadCommand()) Leave();
        (_scope, _commands) = (scope, commands);
    }

    private bool IsCompoundStart()
    {
        if (AtEnd || AtHole()) return false;
        if (_text[_at] == '(') return true;
        return ReservedLength(_at) is > 0 and var length
            && _text.AsSpan(_at, length) is "{" or "if" or "for" or "while" or "until" or "case" or "select" or "[[";
    }

    // ---- [[ … ]] ----------------------------------------------------------------------------------------------

    private void ReadCondition()
    {
        TakeWord(2);
        var nesting = 0;
        var regex = false;
        while (true)
        {
            SkipLines();
            if (AtEnd)
            {
                Fail(_at, "']]' is missing at the end");
                return;
            }

            if (!AtHole())
            {
                if (regex && _text[_at] is not ')') { ReadRegex(); regex = false; continue; }
                if (nesting == 0 && ReservedLength(_at) == 2 && _text[_at] == ']') { TakeWord(2); return; }
                if (_text.AsSpan(_at, _end - _at).StartsWith("=~")) { _at += 2; regex = true; continue; }
                if (_text[_at] == '(') { nesting++; _at++; continue; }
                if (_text[_at] == ')' && nesting > 0) { nesting--; _at++; continue; }
                if (_text[_at] is '<' or '>' && Peek(1) != '(') { _at++; continue; }
                if (JoinLength() == 2) { _at += 2; continue; }
            }

            regex = false;
            if (!ReadWord(Label.Argument, _scope))
            {
                Fail(_at, $"'{Glimpse(_at)}' was not expected inside '[['");
                return;
            }
        }
    }

    // ---- simple commands --------------------------------------------------------------------------------------

    private bool ReadSimple()
    {
        var any = false;
        var path = _scope;
        var arguments = Arguments.Words;
        var hasCommand = false;
        while (true)
        {
            SkipBlanks();
            if (AtEnd) return any;
            var hole = AtHole();
            if (!hole)
            {
                if (AtLineEnd(_at) || _text[_at] == '#') return any;
                if (ReadRedirection()) { any = true; continue; }
                if (_text[_at] is ';' or '&' or '|' or ')') return any;
                if (_text[_at] == '(')
                {
                    Fail(_at, "'(' was not expected here");
                    return true;
                }

                if ((!hasCommand || arguments == Arguments.Declarations) && ReadAssignment()) { any = true; continue; }
            }

            if (!hasCommand)
            {
                var literalEnd = LiteralEnd(_at);
                if (!hole && !any && IsFunctionHead(literalEnd))
                {
                    ReadFunction(literalEnd);
                    return true;
                }

                hasCommand = true;
                any = true;
                (path, arguments) = ReadCommandName(literalEnd);
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

    private (StructuralPath Path, Arguments Arguments) ReadCommandName(int end)
    {
        var start = _at;
        var isLiteral = end > start && (end == _end || (end < Limit() && EndsWord(end)));
        var path = isLiteral ? PathOf(start, end) : _scope;
        if (isLiteral && (end == _end || _text[end] is ' ' or '\n' or ';'))
        {
            // What most commands are: nothing but their name.
            Add(start, end, Label.Command, path, ShellCodecs.Unquoted);
            _at = end;
        }
        else if (!ReadWord(Label.Command, path)) Fail(_at, $"'{Glimpse(_at)}' was not expected here");
        return (path, isLiteral ? KindOf(_text.AsSpan(start, end - start)) : Arguments.Words);
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
        var end = _at;
        while (end < limit && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '-' or '_' or '.')) end++;
        if (end >= limit || _text[end] != '=') return ReadWord(Label.Argument, path);
        Add(_at, end, Label.Argument, path, ShellCodecs.Unquoted);
        var option = path.Child(_text.Substring(_at, end - _at));
        _at = end + 1;
        ReadWord(Label.Argument, option);
        return true;
    }

    /// <summary>Reads <c>NAME=value</c>, <c>NAME+=value</c>, <c>NAME[i]=value</c>, <c>NAME=(…)</c>; false where none stands here.</summary>
    private bool ReadAssignment()
    {
        var nameEnd = NameEnd(_at);
        if (nameEnd == _at || nameEnd >= _end) return false;
        var at = nameEnd;
        if (_text[at] == '[')
        {
            at = SubscriptEnd(at);
            if (at < 0) return false;
        }

        var sign = SignLength(at);
        if (sign == 0) return false;
        var path = PathOf(_at, nameEnd);
        AddVariable(_at, nameEnd, true);
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
