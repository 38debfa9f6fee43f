namespace Rewriter.Syntax.Shell;

/// <summary>Compound commands and functions (POSIX, XCU 2.9.4 and 2.9.5).</summary>
internal sealed partial class ShellReader
{
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
            at = ShellCharacters.EndOfLiteral(_text.AsSpan(0, limit), at);
            if (at >= limit || _text[at] != '\r' || AtLineEnd(at)) return at;
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

        var scope = _scope;
        _scope = _scope.Child(name);
        SkipLines();
        if (!IsCompoundStart() || !Enter()) Fail(_at, $"the function '{name}' has no body");
        else if (ReadCommand()) Leave();
        _scope = scope;
    }

    private bool IsCompoundStart()
    {
        if (AtEnd || AtHole()) return false;
        if (_text[_at] == '(') return true;
        return ReservedLength(_at) is > 0 and var length
            && _text.AsSpan(_at, length) is "{" or "if" or "for" or "while" or "until" or "case" or "select" or "[[";
    }

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
}
