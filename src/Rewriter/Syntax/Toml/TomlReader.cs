using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Toml;

/// <summary>
/// Reads one text, line by line. Stops at the first thing that it does not understand; what follows is covered as
/// <see cref="Label.Text"/>.
/// </summary>
internal sealed class TomlReader
{
    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private readonly NameCache _names = new();
    private readonly TomlNode _root;
    private readonly List<KeyPart> _key = [];
    private TomlNode _table;
    private int _at;
    private SyntaxProblem? _problem;

    public TomlReader(ReadRequest request)
    {
        _request = request;
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
        _root = new TomlNode(TomlNodeKind.Explicit, request.Root);
        _table = _root;
    }

    private readonly record struct KeyPart(string Name, TextSpan Span, LeafCodec Codec);

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    public SyntaxDocument Read()
    {
        while (_at < _text.Length)
        {
            if (!ReadLine()) return UnreadText.Finish(_request, _leaves, _problem!);
        }

        return new SyntaxDocument(_request, _leaves.Build(), []);
    }

    private bool ReadLine()
    {
        SkipBlanks();
        var read = Current switch
        {
            '[' => ReadHeader(),
            '#' or '\r' or '\n' or '\0' => true,
            _ => ReadPair(_table, 0),
        };
        if (!read) return false;
        SkipBlanks();
        if (_at == _text.Length) return true;
        if (Current == '#' && !ReadComment()) return false;
        return _at == _text.Length || TakeLineEnd() || Fail("the end of the line was expected");
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t') _at++;
    }

    private bool TakeLineEnd()
    {
        if (Current == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n') _at++;
        if (Current != '\n') return false;
        _at++;
        return true;
    }

    private bool ReadComment()
    {
        var start = _at + 1;
        var length = _text.AsSpan(start).IndexOf('\n');
        var end = length < 0 ? _text.Length : start + length;
        if (end > start && length >= 0 && _text[end - 1] == '\r') end--;
        for (_at = start; _at < end; _at++)
        {
            if (TomlCodecs.IsControl(_text[_at])) return Fail("a comment holds a control character");
        }

        _leaves.Add(TextSpan.FromBounds(start, end), Label.Comment, _table.Path, TomlCodecs.Comment);
        return true;
    }

    private bool ReadHeader()
    {
        _at++;
        var isArray = Current == '[';
        if (isArray) _at++;
        if (!ReadKey()) return false;
        var closing = isArray ? "]]" : "]";
        if (!_text.AsSpan(_at).StartsWith(closing, StringComparison.Ordinal)) return Fail($"'{closing}' was expected");
        var table = _root;
        for (var i = 0; i < _key.Count; i++)
        {
            var part = _key[i];
            var child = table.Find(part.Name);
            if (i + 1 == _key.Count) child = isArray ? DeclareArray(table, child, part) : DeclareTable(table, child, part);
            else if (child is null) child = table.Add(part.Name, TomlNodeKind.Implicit);
            else if (child.Kind == TomlNodeKind.Value) child = Redefined(part);
            if (child is null) return false;
            _leaves.Add(part.Span, Label.Key, child.Path, part.Codec);
            table = child;
        }

        _table = table;
        _at += closing.Length;
        return true;
    }

    private TomlNode? DeclareTable(TomlNode parent, TomlNode? known, KeyPart part)
    {
        if (known is null) return parent.Add(part.Name, TomlNodeKind.Explicit);
        if (known.Kind != TomlNodeKind.Implicit) return Redefined(part);
        known.Declare();
        return known;
    }

    private TomlNode? DeclareArray(TomlNode parent, TomlNode? known, KeyPart part)
    {
        if (known is null) return parent.Add(part.Name, TomlNodeKind.Array);
        if (known.Kind != TomlNodeKind.Array) return Redefined(part);
        known.NextTable();
        return known;
    }

    private TomlNode? Redefined(KeyPart part)
    {
        _problem ??= new SyntaxProblem(part.Span, "a key is defined twice, or added to where it may not be");
        return null;
    }

    /// <summary>Reads a key and what it is set to.</summary>
    private bool ReadPair(TomlNode table, int depth)
    {
        if (!ReadKey()) return false;
        if (Current != '=') return Fail("'=' was expected");
        for (var i = 0; i < _key.Count; i++)
        {
            var part = _key[i];
            var child = table.Find(part.Name);
            var isLast = i + 1 == _key.Count;
            if (child is null) child = table.Add(part.Name, isLast ? TomlNodeKind.Value : TomlNodeKind.Dotted);
            else if (isLast || child.Kind != TomlNodeKind.Dotted) child = Redefined(part);
            if (child is null) return false;
            _leaves.Add(part.Span, Label.Key, child.Path, part.Codec);
            table = child;
        }

        _at++;
        SkipBlanks();
        return ReadValue(table.Path, depth);
    }

    /// <summary>Reads the parts of a dotted key; their leaves are added once their tables are known.</summary>
    private bool ReadKey()
    {
        _key.Clear();
        while (true)
        {
            SkipBlanks();
            if (!ReadKeyPart()) return false;
            SkipBlanks();
            if (Current != '.') return true;
            if (_key.Count >= ReadRequest.MaxNesting) return Fail($"a key has more than {ReadRequest.MaxNesting} parts");
            _at++;
        }
    }

    private bool ReadKeyPart()
    {
        if (Current is '"' or '\'')
        {
            var quote = Current;
            if (TomlStrings.Find(_text, _at, multiLine: false, out var failure) is not { } content) return FailAt(failure);
            var codec = quote == '"' ? TomlCodecs.Basic : TomlCodecs.Literal;
            _key.Add(new KeyPart(codec.Decode(_text, content), content, codec));
            _at = content.End + 1;
            return true;
        }

        var length = TomlCodecs.BareLength(_text.AsSpan(_at));
        if (length == 0) return Fail("a key was expected");
        var span = new TextSpan(_at, length);
        _key.Add(new KeyPart(_names.Get(_text.AsSpan(_at, length)), span, TomlCodecs.BareKey));
        _at += length;
        return true;
    }

    private bool ReadValue(StructuralPath path, int depth)
    {
        switch (Current)
        {
            case '"' or '\'':
                return ReadString(path);
            case '[':
                return ReadArray(path, depth + 1);
            case '{':
                return ReadInlineTable(path, depth + 1);
            default:
                return ReadWord(path);
        }
    }

    private bool ReadString(StructuralPath path)
    {
        var quote = Current;
        var multiLine = _at + 2 < _text.Length && _text[_at + 1] == quote && _text[_at + 2] == quote;
        if (TomlStrings.Find(_text, _at, multiLine, out var failure) is not { } content) return FailAt(failure);
        var codec = quote == '"' ? TomlCodecs.Basic : multiLine ? TomlCodecs.MultiLineLiteral : TomlCodecs.Literal;
        _leaves.Add(content, Label.Value, path, codec);
        _at = content.End + (multiLine ? 3 : 1);
        return true;
    }

    private bool ReadWord(StructuralPath path)
    {
        var start = _at;
        while (_at < _text.Length && !EndsWord(_text[_at])) _at++;
        if (TomlWord.IsDate(_text.AsSpan(start, _at - start)) && _at + 2 < _text.Length && _text[_at] == ' ' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            while (_at < _text.Length && !EndsWord(_text[_at])) _at++;
        }

        var word = TextSpan.FromBounds(start, _at);
        if (!TomlWord.IsValid(_text.AsSpan(start, word.Length)))
        {
            _at = start;
            return Fail("a value was expected");
        }

        _leaves.Add(word, Label.Value, path, TomlCodecs.Word);
        return true;
    }

    private static bool EndsWord(char c) => c is ' ' or '\t' or '\r' or '\n' or ',' or ']' or '}' or '#' or '=' or '"' or '\'' or '[' or '{';

    private bool ReadArray(StructuralPath path, int depth)
    {
        if (depth > ReadRequest.MaxNesting) return Fail($"arrays lie more than {ReadRequest.MaxNesting} deep");
        _at++;
        for (var index = 0; ; index++)
        {
            if (!SkipLines()) return false;
            if (Current == ']') break;
            if (!ReadValue(path.Child(index), depth) || !SkipLines()) return false;
            if (Current == ']') break;
            if (Current != ',') return Fail("',' or ']' was expected");
            _at++;
        }

        _at++;
        return true;
    }

    /// <summary>Passes blanks, line ends and comments within an array.</summary>
    private bool SkipLines()
    {
        while (_at < _text.Length)
        {
            SkipBlanks();
            if (Current == '#')
            {
                if (!ReadComment()) return false;
            }
            else if (!TakeLineEnd())
            {
                break;
            }
        }

        return true;
    }

    private bool ReadInlineTable(StructuralPath path, int depth)
    {
        if (depth > ReadRequest.MaxNesting) return Fail($"tables lie more than {ReadRequest.MaxNesting} deep");
        var table = new TomlNode(TomlNodeKind.Value, path);
        _at++;
        while (true)
        {
            if (!SkipLines()) return false;
            if (Current == '}') break;
            if (!ReadPair(table, depth) || !SkipLines()) return false;
            if (Current == '}') break;
            if (Current != ',') return Fail("',' or '}' was expected");
            _at++;
        }

        _at++;
        return true;
    }

    private bool FailAt(TomlStringFailure? failure)
    {
        _at = failure!.Offset;
        return Fail(failure.Message);
    }

    private bool Fail(string message)
    {
        _problem ??= new SyntaxProblem(new TextSpan(_at, _at < _text.Length ? 1 : 0), message);
        return false;
    }
}
