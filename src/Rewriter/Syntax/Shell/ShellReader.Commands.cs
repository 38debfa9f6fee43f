namespace Rewriter.Syntax.Shell;

/// <summary>Lists, pipelines and reserved words.</summary>
internal sealed partial class ShellReader
{
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
            var operation = _text[_at] is '&' or '|' ? JoinLength() : 0;
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
        if (AtHole()) return ReadSimple(_at, null);
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
                var end = NameEnd(_at);
                var name = NameUpTo(end);
                return name is { IsReserved: false } ? ReadSimple(end, name) : ReadReserved() ?? ReadSimple(end, name);
        }
    }

    /// <summary>
    /// The name from here to an offset where it is a word of its own or what an assignment sets: most commands begin with
    /// such a one, and are not looked at a second time. Null for none.
    /// </summary>
    private Word? NameUpTo(int end) =>
        end > _at && end < _end && end != _nextHole && (ShellCharacters.Is(_text[end], ShellCharacters.EndsWord) || _text[end] == '=') ? WordOf(_at, end) : null;

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
        if (at < _end && !ShellCharacters.Is(_text[at], ShellCharacters.MayBeReserved)) return 0;
        var limit = Math.Min(_end, at <= _nextHole ? _nextHole : _end);
        var end = at;
        if (at < limit && _text[at] is '{' or '}' or '!') end++;
        else if (at + 1 < limit && _text[at] is '[' or ']' && _text[at + 1] == _text[at]) end += 2;
        else while (end < limit && end - at < 9 && char.IsAsciiLetterLower(_text[end])) end++;
        if (end == at || (end < _end && !EndsWord(end) && end != _nextHole) || end == _nextHole) return 0;
        return IsReservedWord(_text.AsSpan(at, end - at)) ? end - at : 0;
    }

    private static bool IsReservedWord(ReadOnlySpan<char> word) =>
        word is "if" or "then" or "elif" or "else" or "fi" or "do" or "done" or "while" or "until" or "for" or "select"
            or "case" or "esac" or "in" or "function" or "time" or "coproc" or "{" or "}" or "!" or "[[" or "]]";

    /// <summary>Whether a word ends before an offset.</summary>
    private bool EndsWord(int at) => ShellCharacters.Is(_text[at], ShellCharacters.EndsWord) || AtLineEnd(at) || ContinuationAt(at) > 0;

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
}
