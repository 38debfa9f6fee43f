using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Makefile;

/// <summary>Directives, assignments and rules.</summary>
internal sealed partial class MakefileReader
{
    /// <summary>Reads a line that begins with a word of make; false where it is an assignment or a rule.</summary>
    private bool ReadDirective(int end)
    {
        var wordEnd = _at;
        while (wordEnd < end && (char.IsAsciiLetter(_text[wordEnd]) || (wordEnd == _at && _text[wordEnd] == '-'))) wordEnd++;
        if (wordEnd == _at || !IsDirectiveEnd(wordEnd, end)) return false;
        switch (_text.AsSpan(_at, wordEnd - _at))
        {
            case "include" or "-include" or "sinclude" or "load" or "-load":
                TakeKeyword(wordEnd);
                _rule = null;
                ReadWords(end, Label.Value, PathOf("include"));
                return true;
            case "vpath":
                TakeKeyword(wordEnd);
                ReadWords(end, Label.Value, PathOf("vpath"));
                return true;
            case "ifeq" or "ifneq":
                TakeKeyword(wordEnd);
                _conditions++;
                ReadComparison(end);
                return true;
            case "ifdef" or "ifndef":
                TakeKeyword(wordEnd);
                _conditions++;
                ReadNames(end, isDefinition: false);
                return true;
            case "else":
                ReadElse(wordEnd, end);
                return true;
            case "endif":
                TakeKeyword(wordEnd);
                if (--_conditions < 0) Fail(wordEnd - 5, "'endif' has no condition");
                return true;
            case "define":
                ReadDefine(wordEnd, end);
                return true;
            case "endef":
                Fail(_at, "'endef' has no 'define'");
                return true;
            case "undefine" or "unexport":
                TakeKeyword(wordEnd);
                _rule = null;
                ReadNames(end, isDefinition: false);
                return true;
            case "export" or "override" or "private":
                ReadModifier(wordEnd, end);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A directive ends with a blank, a comment or its line; a sign of a rule or an assignment makes it a name.</summary>
    private bool IsDirectiveEnd(int at, int end)
    {
        if (at >= end) return true;
        if (_text[at] is not (' ' or '\t' or '#' or '\r' or '\\' or '(' or '"' or '\'' or '$')) return false;
        while (at < end && _text[at] is ' ' or '\t') at++;
        if (at >= end) return true;
        var rest = _text.AsSpan(at, end - at);
        return rest[0] is not ('=' or ':') && !rest.StartsWith("?=") && !rest.StartsWith("+=") && !rest.StartsWith("!=");
    }

    private void TakeKeyword(int wordEnd)
    {
        AddKeyword(_at, wordEnd);
        _at = wordEnd;
    }

    private void ReadElse(int wordEnd, int end)
    {
        if (_conditions == 0)
        {
            Fail(_at, "'else' has no condition");
            return;
        }

        TakeKeyword(wordEnd);
        SkipBlanks(end);
        if (_at >= end || _text[_at] == '#') return;
        _conditions--;
        if (!_text.AsSpan(_at, end - _at).StartsWith("if") || !ReadDirective(end)) Fail(_at, "'else' may be followed only by another condition");
    }

    /// <summary>Reads <c>(a,b)</c> or <c>"a" 'b'</c> behind <c>ifeq</c>.</summary>
    private void ReadComparison(int end)
    {
        SkipBlanks(end);
        if (_at >= end) Fail(end, "a condition has nothing to compare");
        else if (_text[_at] == '(') ReadBracketComparison(end);
        else ReadQuotedComparison(end);
    }

    private void ReadBracketComparison(int end)
    {
        var close = GroupEnd(_at, end);
        if (close < 0)
        {
            Fail(_at, "the bracket of a condition is not closed");
            return;
        }

        _at++;
        var comma = ArgumentEnd(_at, close, '(');
        ReadText(comma, Label.Value, _request.Root, comments: false);
        if (Failed) return;
        _at = Math.Min(comma + 1, close);
        ReadText(close, Label.Value, _request.Root, comments: false);
        _at = Failed ? _at : close + 1;
    }

    private int GroupEnd(int at, int end)
    {
        var depth = 0;
        for (; at < end; at++)
        {
            if (_text[at] == '$') at = ReferenceEnd(at, end) - 1;
            else if (_text[at] == '(') depth++;
            else if (_text[at] == ')' && --depth == 0) return at;
        }

        return -1;
    }

    private void ReadQuotedComparison(int end)
    {
        while (_at < end && _text[_at] is '"' or '\'' && !Failed)
        {
            var quote = _text[_at++];
            var close = _at;
            while (close < end && _text[close] != quote) close = _text[close] == '$' ? ReferenceEnd(close, end) : close + 1;
            if (close >= end)
            {
                Fail(_at - 1, "the quote of a condition is not closed");
                return;
            }

            ReadText(close, Label.Value, _request.Root, comments: false);
            if (Failed) return;
            _at = close + 1;
            SkipBlanks(end);
        }
    }

    private void ReadModifier(int wordEnd, int end)
    {
        TakeKeyword(wordEnd);
        SkipBlanks(end);
        if (_at >= end || _text[_at] == '#') return;
        if (ReadDirective(end)) return;
        if (FindSeparator(_at, end) is { Kind: SeparatorKind.Assignment } separator) ReadAssignment(separator, end, _request.Root);
        else ReadNames(end, isDefinition: true);
    }

    private void ReadNames(int end, bool isDefinition)
    {
        while (true)
        {
            SkipBlanks(end);
            if (_at >= end || _text[_at] == '#') return;
            ReadNamePieces(WordEnd(_at, end), isDefinition);
        }
    }

    private void ReadNamePieces(int end, bool isDefinition)
    {
        while (_at < end && !Failed)
        {
            if (_text[_at] == '$' && _at + 1 < end)
            {
                ReadReference(end);
                continue;
            }

            var start = _at++;
            while (_at < end && _text[_at] != '$') _at++;
            AddNameRuns(start, _at, isDefinition, whole: end);
        }
    }

    private void AddNameRuns(int start, int stop, bool isDefinition, int whole)
    {
        // A name with blanks or a piece beside a reference is no whole name.
        if (stop == whole && (start == 0 || _text[start - 1] is not (')' or '}')) && !_text.AsSpan(start, stop - start).ContainsAny(" \t\r\n\\")) AddVariable(start, stop, isDefinition);
        else AddRuns(start, stop, Label.Variable, _request.Root, MakeCodecs.Name);
    }

    /// <summary>Where the word at an offset ends; blanks inside of references belong to it.</summary>
    private int WordEnd(int at, int end)
    {
        while (at < end)
        {
            if (_text[at] == '$') at = ReferenceEnd(at, end);
            else if (_text[at] is ' ' or '\t' or '\r' or '\n' || ContinuationAt(at, end) > 0) break;
            else at++;
        }

        return at;
    }

    // ---- define -----------------------------------------------------------------------------------------------

    private void ReadDefine(int wordEnd, int end)
    {
        var open = _at;
        TakeKeyword(wordEnd);
        _rule = null;
        SkipBlanks(end);
        var nameEnd = WordEnd(_at, end);
        var path = PathOf(_text.AsSpan(_at, nameEnd - _at).TrimEnd("=:?+!"));
        var name = nameEnd;
        while (name > _at && _text[name - 1] is '=' or ':' or '?' or '+' or '!') name--;
        ReadNamePieces(name, isDefinition: true);
        if (Failed) return;
        _at = nameEnd;
        ReadText(end, Label.Value, path, comments: true);
        _at = AfterLineEnd(end);
        var nesting = 1;
        while (_at < _text.Length && !Failed)
        {
            var lineEnd = LogicalEnd(_at);
            var line = _text.AsSpan(_at, lineEnd - _at);
            var content = line.TrimStart(" \t");
            if (_text[_at] != _prefix && StartsWithWord(content, "define")) nesting++;
            if (_text[_at] != _prefix && StartsWithWord(content, "endef") && --nesting == 0)
            {
                _at += line.Length - content.Length;
                TakeKeyword(_at + 5);
                ReadText(lineEnd, Label.Value, path, comments: true);
                return;
            }

            if (_text[_at] == _prefix) ReadRecipeLine(path, Label.Value);
            else ReadDefineLine(lineEnd, path);
        }

        Fail(open, "'endef' of 'define' is missing");
    }

    private void ReadDefineLine(int lineEnd, StructuralPath path)
    {
        ReadText(lineEnd, Label.Value, path, comments: false);
        if (!Failed) _at = AfterLineEnd(lineEnd);
    }

    private static bool StartsWithWord(ReadOnlySpan<char> line, string word) =>
        line.StartsWith(word) && (line.Length == word.Length || line[word.Length] is ' ' or '\t' or '\r' or '#');

    // ---- assignments and rules --------------------------------------------------------------------------------

    private enum SeparatorKind
    {
        None,
        Assignment,
        Rule,
    }

    private readonly record struct Separator(SeparatorKind Kind, int Start, int End);

    /// <summary>Finds what tells an assignment from a rule: the first sign of either outside of references.</summary>
    private Separator FindSeparator(int at, int end)
    {
        while (at < end)
        {
            var length = _text.AsSpan(at, end - at).IndexOfAny(LineStops);
            if (length < 0) break;
            at += length;
            switch (_text[at])
            {
                case '$':
                    at = ReferenceEnd(at, end);
                    break;
                case '#':
                    return default;
                case ';':
                    at++;
                    break;
                case '\\':
                    at += at + 1 < end && _text[at + 1] is '#' or ':' or '\\' ? 2 : 1;
                    break;
                case '=':
                    return new Separator(SeparatorKind.Assignment, at > 0 && _text[at - 1] is '?' or '+' or '!' ? at - 1 : at, at + 1);
                default:
                    var colons = at;
                    while (colons < end && _text[colons] == ':') colons++;
                    if (colons < end && _text[colons] == '=' && colons - at <= 3) return new Separator(SeparatorKind.Assignment, at, colons + 1);
                    return new Separator(SeparatorKind.Rule, at > 0 && _text[at - 1] == '&' ? at - 1 : at, Math.Min(colons, at + 2));
            }
        }

        return default;
    }

    private void ReadStatement(int end)
    {
        var separator = FindSeparator(_at, end);
        switch (separator.Kind)
        {
            case SeparatorKind.Assignment:
                _rule = null;
                ReadAssignment(separator, end, _request.Root);
                break;
            case SeparatorKind.Rule:
                ReadRule(separator, end);
                break;
            default:
                if (_text.AsSpan(_at, end - _at).Contains('$')) ReadText(end, Label.Value, _request.Root, comments: true);
                else Fail(_at, "a line is neither a rule nor an assignment: a separator is missing");
                break;
        }
    }

    private void ReadAssignment(Separator separator, int end, StructuralPath root)
    {
        var nameEnd = separator.Start;
        while (nameEnd > _at && char.IsWhiteSpace(_text[nameEnd - 1])) nameEnd--;
        var name = _text.AsSpan(_at, nameEnd - _at);
        if (name.IsEmpty)
        {
            Fail(_at, "a variable has no name");
            return;
        }

        var path = ReferenceEquals(root, _request.Root) ? PathOf(name) : root.Child(name.ToString());
        ReadNamePieces(nameEnd, isDefinition: true);
        if (Failed) return;
        _at = separator.End;
        if (name is ".RECIPEPREFIX") SetPrefix(end);
        if (_text[separator.Start] == '!') ReadShellValue(end, path);
        else ReadText(end, Label.Value, path, comments: true);
    }

    private void SetPrefix(int end)
    {
        var at = _at;
        while (at < end && _text[at] is ' ' or '\t') at++;
        _prefix = at < end ? _text[at] : '\t';
    }

    private void ReadShellValue(int end, StructuralPath path)
    {
        SkipBlanks(end);
        var stop = CommentStart(_at, end);
        EmbedShell([TextSpan.FromBounds(_at, stop)], path, Label.Value);
        if (Failed) return;
        _at = stop;
        if (_at < end) ReadComment(end);
    }

    private int CommentStart(int at, int end)
    {
        while (at < end)
        {
            if (_text[at] == '$') at = ReferenceEnd(at, end);
            else if (_text[at] == '#') return at;
            else at += _text[at] == '\\' && at + 1 < end && _text[at + 1] == '#' ? 2 : 1;
        }

        return Math.Min(at, end);
    }

    private void ReadRule(Separator separator, int end)
    {
        var name = FirstTarget(separator.Start);
        ReadTargets(separator.Start, isDefinition: true);
        if (Failed) return;
        var isSpecial = IsSpecial(name);
        _rule = PathOf(name);
        _at = separator.End;
        if (!isSpecial && TargetAssignment(end) is { } assignment)
        {
            var rule = _rule;
            ReadTargetAssignment(assignment, end, rule);
            return;
        }

        ReadPrerequisites(end);
    }

    private static readonly System.Buffers.SearchValues<char> Upper = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    private ReadOnlySpan<char> FirstTarget(int end)
    {
        var wordEnd = Math.Min(WordEnd(_at, end), end);
        return wordEnd > _at ? _text.AsSpan(_at, wordEnd - _at) : [];
    }

    private static bool IsSpecial(ReadOnlySpan<char> target) => target.Length > 1 && target[0] == '.' && target[1..].IndexOfAnyExcept(Upper) < 0;

    /// <summary>The assignment of <c>target: NAME = value</c>; null where prerequisites follow.</summary>
    private Separator? TargetAssignment(int end)
    {
        var separator = FindSeparator(_at, end);
        if (separator.Kind != SeparatorKind.Assignment) return null;
        var recipe = _text.AsSpan(_at, separator.Start - _at).IndexOf(';');
        return recipe < 0 ? separator : null;
    }

    private void ReadTargetAssignment(Separator separator, int end, StructuralPath rule)
    {
        while (true)
        {
            SkipBlanks(end);
            var wordEnd = _at;
            while (wordEnd < separator.Start && char.IsAsciiLetter(_text[wordEnd])) wordEnd++;
            if (wordEnd < separator.Start && _text[wordEnd] is ' ' or '\t' && IsDirectiveEnd(wordEnd, end) && _text.AsSpan(_at, wordEnd - _at) is "export" or "override" or "private" or "unexport") TakeKeyword(wordEnd);
            else break;
        }

        ReadAssignment(separator, end, rule);
    }

    private void ReadPrerequisites(int end)
    {
        while (!Failed)
        {
            SkipBlanks(end);
            if (_at >= end) return;
            switch (_text[_at])
            {
                case '#':
                    ReadComment(end);
                    return;
                case ';':
                    _at++;
                    ReadRecipeText(end, _rule!);
                    return;
                case '|' or ':' or '&':
                    _at++;
                    break;
                default:
                    ReadTarget(TargetEnd(_at, end), isDefinition: false);
                    break;
            }
        }
    }

    private void ReadTargets(int end, bool isDefinition)
    {
        while (!Failed)
        {
            SkipBlanks(end);
            if (_at >= end) return;
            ReadTarget(Math.Min(end, TargetEnd(_at, end)), isDefinition);
        }
    }

    private int TargetEnd(int at, int end)
    {
        var start = at;
        while (at < end)
        {
            var c = _text[at];
            if (c == '$') at = ReferenceEnd(at, end);
            else if (c is ' ' or '\t' or '\r' or '\n' or ';' || (c is '#' or '|' or ':' && at > start) || ContinuationAt(at, end) > 0) break;
            else at += c == '\\' && at + 1 < end && _text[at + 1] is ':' or '#' or ' ' ? 2 : 1;
        }

        return Math.Max(Math.Min(at, end), start + 1);
    }

    private void ReadTarget(int end, bool isDefinition)
    {
        var start = _at;
        var word = _text.AsSpan(start, end - start);
        if (!word.Contains('$'))
        {
            if (IsSpecial(word)) AddKeyword(start, end);
            else AddTarget(start, end, isDefinition);
            _at = Failed ? _at : end;
            return;
        }

        ReadText(end, Label.Target, _request.Root, comments: false);
    }

    private void ReadWords(int end, Label label, StructuralPath path)
    {
        while (!Failed)
        {
            SkipBlanks(end);
            if (_at >= end || _text[_at] == '#') return;
            ReadText(Math.Max(WordEnd(_at, end), _at + 1), label, path, comments: false);
        }
    }
}
