using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>Expressions (specification, "Expressions"). Operators need no tree here: only what may follow what.</summary>
internal sealed partial class HclReader
{
    private ExpressionContext _expression;

    private bool ReadExpression(StructuralPath path)
    {
        if (!Enter()) return false;
        while (true)
        {
            if (!ReadOperation(path)) return false;
            if (Here != '?') break;

            // "Conditional Operator": the part behind the colon may be a conditional again, which needs no depth.
            _at++;
            if (!ReadExpression(path)) return false;
            if (!Take(':')) return Fail("':' was expected in a conditional");
        }

        Leave();
        return true;
    }

    private bool ReadOperation(StructuralPath path)
    {
        while (true)
        {
            if (!SkipBlank()) return false;
            while (Here is '-' or '!')
            {
                _at++;
                if (!SkipBlank()) return false;
            }

            if (!ReadTerm(path)) return false;
            if (!TakeOperator()) return _problem is null;
        }
    }

    /// <summary>A binary operator ("Operations"); blanks before it are passed in any case.</summary>
    private bool TakeOperator()
    {
        if (!SkipBlank()) return false;
        var next = Next(1);
        var length = Here switch
        {
            '+' or '-' or '*' or '/' or '%' => 1,
            '=' when next == '=' => 2,
            '!' when next == '=' => 2,
            '<' or '>' => next == '=' ? 2 : 1,
            '&' when next == '&' => 2,
            '|' when next == '|' => 2,
            _ => 0,
        };
        _at += length;
        return length > 0;
    }

    private bool ReadTerm(StructuralPath path)
    {
        var traversal = default(Traversal);
        var c = Here;
        if (_hasHoles && TakeHole())
        {
            if (TakeIdentifier(out var rest, out _)) Add(rest, Label.Address, path);
        }
        else if (char.IsAsciiDigit(c))
        {
            if (!ReadNumber(path)) return false;
        }
        else if (c == '"')
        {
            if (!ReadQuoted(path, Label.Value)) return false;
        }
        else if (c == '(')
        {
            if (!ReadParenthesised(path)) return false;
        }
        else if (c == '[')
        {
            if (!ReadTuple(path)) return false;
        }
        else if (c == '{')
        {
            if (!ReadObject(path)) return false;
        }
        else if (c == '<' && Next(1) == '<')
        {
            if (!ReadHeredoc(path)) return false;
        }
        else if (!TakeIdentifier(out var span, out var name)) return Fail("an expression was expected");
        else if (!ReadName(path, span, name, ref traversal)) return false;

        return ReadPostfix(path, ref traversal);
    }

    private bool ReadNumber(StructuralPath path)
    {
        var end = HclCharacters.EndOfNumber(_text, _at);
        Emit(TextSpan.FromBounds(_at, end), Label.Value, path, HclCodecs.Number);
        _at = end;

        // HashiCorp's scanner takes 1.5.5 for one number, and then for a wrong one.
        return !(Here == '.' && char.IsAsciiDigit(Next(1))) || Fail("a number has one decimal point");
    }

    /// <summary>A function, a word of the grammar, or the first step of a traversal.</summary>
    private bool ReadName(StructuralPath path, TextSpan span, string name, ref Traversal traversal)
    {
        var ahead = Ahead();
        if (CharAt(ahead) == '(' || (CharAt(ahead) == ':' && CharAt(ahead + 1) == ':'))
        {
            Add(span, Label.Keyword, path);
            if (!SkipBlank()) return false;
            return Here == '(' ? ReadArguments(path) : ReadNamespaced(path);
        }

        traversal = Begin(name);
        Add(span, LabelOfRoot(name, traversal), path);
        return true;
    }

    private bool ReadNamespaced(StructuralPath path)
    {
        while (Here == ':' && Next(1) == ':')
        {
            _at += 2;
            if (!SkipBlank()) return false;
            if (!TakeIdentifier(out var span, out _)) return Fail("the name of a function was expected");
            Add(span, Label.Keyword, path);
            if (!SkipBlank()) return false;
        }

        return Here == '(' ? ReadArguments(path) : Fail("'(' was expected behind the name of a function");
    }

    private bool ReadArguments(StructuralPath path)
    {
        _at++;
        var outer = BeginBrackets();
        var read = Enter() && ReadArgumentList(path);
        Leave();
        _newlinesAreBlank = outer;
        return read;
    }

    private bool ReadArgumentList(StructuralPath path)
    {
        while (true)
        {
            if (!SkipBlank()) return false;
            if (Take(')')) return true;
            if (!ReadExpression(path)) return false;
            if (TakeDots())
            {
                if (!SkipBlank()) return false;
                return Take(')') || Fail("')' was expected behind '...'");
            }

            if (Take(',')) continue;
            return Take(')') || Fail("',' or ')' was expected");
        }
    }

    private bool TakeDots()
    {
        if (Here != '.' || Next(1) != '.' || Next(2) != '.') return false;
        _at += 3;
        return true;
    }

    private bool BeginBrackets()
    {
        var outer = _newlinesAreBlank;
        _newlinesAreBlank = true;
        return outer;
    }

    private bool ReadParenthesised(StructuralPath path)
    {
        _at++;
        var outer = BeginBrackets();
        if (!ReadExpression(path)) return false;
        _newlinesAreBlank = outer;
        return Take(')') || Fail("')' was expected");
    }

    private bool ReadTuple(StructuralPath path)
    {
        _at++;
        var outer = BeginBrackets();
        if (!SkipBlank()) return false;
        var read = AtWord("for") ? ReadFor(path, ']') : ReadItems(path);
        _newlinesAreBlank = outer;
        return read;
    }

    private bool ReadItems(StructuralPath path)
    {
        for (var index = 0; ; index++)
        {
            if (!SkipBlank()) return false;
            if (Take(']')) return true;
            if (!ReadExpression(path.Child(index))) return false;
            if (Take(',')) continue;
            return Take(']') || Fail("',' or ']' was expected");
        }
    }

    private bool AtWord(string word) =>
        _text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal) && HclCharacters.EndOfIdentifier(_text, _at) == _at + word.Length;

    /// <summary>"For Expressions": <c>[for x in y : z if w]</c>, <c>{for k, v in y : k =&gt; v... if w}</c>.</summary>
    private bool ReadFor(StructuralPath path, char close)
    {
        AddWord(path, 3);
        var bound = _bound.Count;
        var read = ReadForIntro(path) && (Take(':') || Fail("':' was expected in a for expression")) && ReadForResult(path, close);
        _bound.RemoveRange(bound, _bound.Count - bound);
        return read;
    }

    private void AddWord(StructuralPath path, int length)
    {
        Add(new TextSpan(_at, length), Label.Keyword, path);
        _at += length;
    }

    /// <summary>The names of a loop and what it walks; the names hold from there on.</summary>
    private bool ReadForIntro(StructuralPath path)
    {
        if (!ReadLoopName(path, out var first)) return false;
        string? second = null;
        if (Take(',') && !ReadLoopName(path, out second)) return false;
        if (!AtWord("in")) return Fail("'in' was expected in a for expression");
        AddWord(path, 2);
        if (!ReadExpression(path)) return false;
        _bound.Add(first!);
        if (second is not null) _bound.Add(second);
        return true;
    }

    private bool ReadLoopName(StructuralPath path, out string? name)
    {
        name = null;
        if (!SkipBlank()) return false;
        if (!TakeIdentifier(out var span, out name)) return Fail("a name was expected in a for expression");
        Add(span, Label.Variable, path);
        return SkipBlank();
    }

    private bool ReadForResult(StructuralPath path, char close)
    {
        if (!ReadExpression(path)) return false;
        if (Here == '=' && Next(1) == '>')
        {
            if (close == ']') return Fail("'=>' makes an object, which stands in braces");
            _at += 2;
            if (!ReadExpression(path)) return false;
            if (TakeDots() && !SkipBlank()) return false;
        }
        else if (close == '}')
        {
            return Fail("'=>' was expected in a for expression");
        }

        if (AtWord("if"))
        {
            AddWord(path, 2);
            if (!ReadExpression(path)) return false;
        }

        return Take(close) || Fail($"'{close}' was expected at the end of a for expression");
    }

    private bool ReadObject(StructuralPath path)
    {
        _at++;
        if (!Enter()) return false;
        var outer = BeginBrackets();
        if (!SkipBlank()) return false;
        bool read;
        if (AtWord("for"))
        {
            read = ReadFor(path, '}');
        }
        else
        {
            // "Collection Values": between the items of an object, line ends separate.
            _newlinesAreBlank = false;
            read = ReadObjectItems(path);
        }

        _newlinesAreBlank = outer;
        Leave();
        return read;
    }

    private bool ReadObjectItems(StructuralPath path)
    {
        while (true)
        {
            if (!SkipLines()) return false;
            if (Take('}')) return true;
            if (!ReadObjectKey(path, out var own)) return false;
            if (!SkipBlank()) return false;
            if (!(Here == '=' && Next(1) is not ('=' or '>')) && !(Here == ':' && Next(1) != ':')) return Fail("'=' or ':' was expected in an object");
            _at++;
            if (!ReadExpression(own)) return false;
            if (Take(',') || AtLineEnd) continue;
            return Take('}') || Fail("a line end, ',' or '}' was expected in an object");
        }
    }

    /// <summary>A key is a plain name or string where nothing but its separator follows; any other is an expression.</summary>
    private bool ReadObjectKey(StructuralPath path, out StructuralPath own)
    {
        var start = _at;
        own = path;
        if (TakeIdentifier(out var span, out var name))
        {
            if (AtSeparator())
            {
                own = path.Child(name);
                Add(span, Label.Key, own);
                return true;
            }

            _at = start;
        }
        else if (Here == '"' && SkipPlainString(out var end))
        {
            if (AtSeparator())
            {
                span = TextSpan.FromBounds(start + 1, end);
                own = path.Child(HclCodecs.Quoted.Decode(_text, span));
                Emit(span, Label.Key, own, HclCodecs.Quoted);
                return true;
            }

            _at = start;
        }
        else
        {
            _at = start;
        }

        // In `providers = { google.west = … }` the left names a configuration of the called module.
        var outer = _expression;
        if (outer == ExpressionContext.Providers) _expression = ExpressionContext.PlainNames;
        if (!ReadExpression(path)) return false;
        _expression = outer;
        own = path.Child(_names.Get(_text.AsSpan(start, _at - start).TrimEnd()));
        return true;
    }

    private bool AtSeparator()
    {
        var at = Ahead();
        return CharAt(at) switch
        {
            '=' => CharAt(at + 1) is not ('=' or '>'),
            ':' => CharAt(at + 1) != ':',
            _ => false,
        };
    }
}
