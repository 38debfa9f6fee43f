using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Justfile;

/// <summary>What stands at the left edge of a Justfile.</summary>
internal sealed partial class JustfileReader
{
    private void ReadItem()
    {
        SkipBlanks();
        if (AtEnd) return;
        if (AtLineEnd(_at))
        {
            _at = AfterLineEnd(_at);
            return;
        }

        if (Peek() == '#')
        {
            ReadComment();
            return;
        }

        if (Peek() == '[')
        {
            ReadAttributes();
            return;
        }

        if (_at > 0 && _text[_at - 1] is ' ' or '\t')
        {
            Fail(_at, "an indented line belongs to no recipe");
            return;
        }

        ReadNamedItem();
    }

    private void EndLine()
    {
        SkipBlanks();
        if (Peek() == '#') ReadComment();
        if (!Failed && !AtLineEnd(_at)) Fail(_at, "the end of the line was expected");
    }

    private void ReadNamedItem()
    {
        var quiet = Take('@');
        var end = NameEnd(_at);
        if (end == _at)
        {
            Fail(_at, "a recipe or an assignment was expected");
            return;
        }

        var word = _text.AsSpan(_at, end - _at);
        var next = end;
        while (next < _text.Length && _text[next] is ' ' or '\t') next++;
        var isAssignment = next + 1 < _text.Length && _text[next] == ':' && _text[next + 1] == '=';
        var second = NameEnd(next);
        if (!quiet && IsFunction(end))
        {
            ReadFunction(end);
        }
        else if (quiet || !ReadKeywordItem(word, end, next, second, isAssignment))
        {
            if (!isAssignment)
            {
                ReadRecipe(end);
                return;
            }

            ReadAssignment(end, next);
        }

        if (!Failed) EndLine();
    }

    /// <summary>Whether <c>name(parameters) :=</c> stands here.</summary>
    private bool IsFunction(int end)
    {
        if (end >= _text.Length || _text[end] != '(') return false;
        var rest = _text.AsSpan(end, PhysicalEnd(end) - end);
        var close = rest.IndexOf(')');
        return close > 0 && rest[(close + 1)..].TrimStart().StartsWith(":=");
    }

    private void ReadFunction(int end)
    {
        var path = _request.Root.Child(_text[_at..end]);
        Add(_at, end, Label.Symbol, _request.Root, JustCodecs.Name, new SymbolReference("just.function", _text[_at..end], true));
        _at = Failed ? _at : end + 1;
        while (!Failed)
        {
            SkipBlanks();
            if (Take(')')) break;
            if (Take(',')) continue;
            var name = NameEnd(_at);
            if (name == _at) Fail(_at, "a parameter was expected");
            else AddVariable(name, isDefinition: true);
        }

        SkipBlanks();
        if (Failed) return;
        _at += 2;
        SkipBlanks();
        ReadExpression(path);
    }

    private bool ReadKeywordItem(ReadOnlySpan<char> word, int end, int next, int second, bool isAssignment)
    {
        if (isAssignment) return false;
        var hasName = second > next && next > end;
        var assigns = hasName && IsAssigned(second);
        switch (word)
        {
            case "set" when hasName && (assigns || AtLineEnd(SkipTo(second))):
                ReadSetting(end, next, second);
                return true;
            case "alias" when assigns:
                ReadAlias(end, next, second);
                return true;
            case "export" or "unexport" or "eager" or "lazy" when hasName && (assigns || word is "unexport"):
                AddKeyword(end);
                _at = next;
                if (assigns) ReadAssignment(second, SkipTo(second));
                else AddVariable(second, false);
                return true;
            case "import" when next > end - 1 && IsImport(end, next):
                AddKeyword(end);
                Take('?');
                SkipBlanks();
                ReadString(_request.Root.Child("import"));
                return true;
            case "mod" when hasName || (Peek(3) == '?' && !AtLineEnd(next)):
                return ReadModule(end);
            default:
                return false;
        }
    }

    private bool IsImport(int end, int next)
    {
        if (end < _text.Length && _text[end] == '?')
        {
            next = end + 1;
            while (next < _text.Length && _text[next] is ' ' or '\t') next++;
        }

        return next < _text.Length && _text[next] is '"' or '\'' || (next + 1 < _text.Length && _text[next] is 'x' or 'f' && _text[next + 1] is '"' or '\'');
    }

    private int SkipTo(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t') at++;
        return at < _text.Length && _text[at] == '#' ? PhysicalEnd(at) : at;
    }

    private bool IsAssigned(int at)
    {
        at = SkipTo(at);
        return at + 1 < _text.Length && _text[at] == ':' && _text[at + 1] == '=';
    }

    private void ReadSetting(int end, int next, int second)
    {
        AddKeyword(end);
        if (Failed) return;
        _at = next;
        var path = _request.Root.Child(_text[next..second]);
        Add(next, second, Label.Key, _request.Root, JustCodecs.Fixed);
        _at = second;
        SkipBlanks();
        if (Peek() != ':' || Peek(1) != '=') return;
        _at += 2;
        SkipBlanks();
        if (Peek() == '[') ReadList(path);
        else ReadExpression(path);
    }

    private void ReadList(StructuralPath path)
    {
        _at++;
        while (true)
        {
            SkipBlanks(lines: true);
            if (AtEnd)
            {
                Fail(_at, "']' is missing at the end");
                return;
            }

            if (Take(']')) return;
            if (Take(',')) continue;
            ReadExpression(path, lines: true);
            if (Failed) return;
        }
    }

    private void ReadAlias(int end, int next, int second)
    {
        AddKeyword(end);
        if (Failed) return;
        _at = next;
        AddTarget(second, isDefinition: true);
        SkipBlanks();
        _at += 2;
        SkipBlanks();
        ReadRecipePath();
    }

    /// <summary>The name of a recipe, perhaps in a module: <c>mod::recipe</c>.</summary>
    private void ReadRecipePath()
    {
        while (true)
        {
            var end = NameEnd(_at);
            if (end == _at)
            {
                Fail(_at, "the name of a recipe was expected");
                return;
            }

            if (end + 1 < _text.Length && _text[end] == ':' && _text[end + 1] == ':')
            {
                Add(_at, end, Label.Address, _request.Root, JustCodecs.Name);
                _at = end + 2;
                continue;
            }

            AddTarget(end, isDefinition: false);
            return;
        }
    }

    private bool ReadModule(int end)
    {
        AddKeyword(end);
        Take('?');
        SkipBlanks();
        var nameEnd = NameEnd(_at);
        if (nameEnd == _at)
        {
            Fail(_at, "'mod' needs a name");
            return true;
        }

        Add(_at, nameEnd, Label.Symbol, _request.Root, JustCodecs.Name, new SymbolReference("just.module", _text[_at..nameEnd], true));
        _at = Failed ? _at : nameEnd;
        SkipBlanks();
        if (!AtLineEnd(_at) && Peek() != '#') ReadString(_request.Root.Child("mod"));
        return true;
    }

    private void ReadAssignment(int nameEnd, int sign)
    {
        var path = _request.Root.Child(WordOf(_at, nameEnd).Name);
        AddVariable(nameEnd, isDefinition: true);
        if (Failed) return;
        _at = sign + 2;
        SkipBlanks();
        ReadExpression(path);
    }

    private void ReadAttributes()
    {
        _at++;
        while (!Failed)
        {
            SkipBlanks(lines: true);
            if (AtEnd)
            {
                Fail(_at, "']' of an attribute is missing");
                return;
            }

            if (Take(']')) return;
            if (Take(',') || Take(':') || Take('(') || Take(')') || Take('=')) continue;
            var end = NameEnd(_at);
            if (end > _at) AddKeyword(end);
            else ReadString(_request.Root.Child("attribute"));
        }
    }

    // ---- recipes ----------------------------------------------------------------------------------------------

    private void ReadRecipe(int nameEnd)
    {
        var path = _request.Root.Child(WordOf(_at, nameEnd).Name);
        AddTarget(nameEnd, isDefinition: true);
        ReadParameters(path);
        if (Failed) return;
        if (!Take(':'))
        {
            Fail(_at, "':' behind the name and the parameters of a recipe was expected");
            return;
        }

        ReadDependencies(path);
        if (Failed) return;
        EndLine();
        if (Failed) return;
        _at = AfterLineEnd(_at);
        ReadBody(path);
    }

    private void ReadParameters(StructuralPath path)
    {
        while (!Failed)
        {
            SkipBlanks();
            while (Peek() is '*' or '+' or '$') _at++;
            var end = NameEnd(_at);
            if (end == _at) return;
            var parameter = path.Child(WordOf(_at, end).Name);
            AddVariable(end, isDefinition: true);
            SkipBlanks();
            if (!Take('=')) continue;
            SkipBlanks();
            ReadPrimary(parameter, lines: false);
        }
    }

    private void ReadDependencies(StructuralPath path)
    {
        while (!Failed)
        {
            SkipBlanks();
            if (AtLineEnd(_at) || Peek() == '#') return;
            if (Peek() == '&' && Peek(1) == '&')
            {
                _at += 2;
            }
            else if (Take('('))
            {
                SkipBlanks(lines: true);
                ReadRecipePath();
                ReadDependencyArguments(path);
            }
            else
            {
                ReadRecipePath();
            }
        }
    }

    private void ReadDependencyArguments(StructuralPath path)
    {
        while (!Failed)
        {
            SkipBlanks(lines: true);
            if (Take(')')) return;
            if (AtEnd) Fail(_at, "')' of a dependency is missing");
            else ReadExpression(path, lines: true);
        }
    }
}
