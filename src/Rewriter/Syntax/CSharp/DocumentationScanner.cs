using System.Buffers;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// Reads documentation comments as nearly all of them are written: text, entities, and elements whose tags stand on one
/// line and whose attributes are names, plain names of symbols, or text. Roslyn would make a tree for each, which costs
/// a sixth of its time; a comment that is written in another way is left to it.
/// </summary>
/// <param name="text">The text of the file.</param>
internal ref struct DocumentationScanner(string text)
{
    private const int MaxDepth = 16;
    private static readonly SearchValues<char> EndOfText = SearchValues.Create("<&\r\n\u0085\u2028\u2029");
    private static readonly SearchValues<char> UnusualInValue = SearchValues.Create("<&'\r\n\u0085\u2028\u2029");
    private static readonly SearchValues<char> WordCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private readonly TextSpan[] _open = new TextSpan[MaxDepth];
    private int _depth;
    private int _at;

    /// <summary>What was found, in order; of use only where <see cref="TryScan"/> is true.</summary>
    public List<(TextSpan Span, Label Label, LeafCodec Codec)> Found { get; } = [];

    /// <summary>True where a comment of one line begins a documentation comment.</summary>
    public static bool IsLine(string text, int at) =>
        text.AsSpan(at).StartsWith("///", StringComparison.Ordinal) && (at + 3 == text.Length || text[at + 3] != '/');

    /// <summary>True where a comment between stars is documentation.</summary>
    public static bool IsBlock(string text, TextSpan comment) =>
        comment.Length > 4 && text.AsSpan(comment.Start).StartsWith("/**", StringComparison.Ordinal) && text[comment.Start + 3] is not ('*' or '/');

    /// <summary>Where the documentation ends whose first line begins at an offset: behind its last line's line end, as Roslyn has it.</summary>
    public static int EndOfLines(string text, int start)
    {
        for (var at = start; ;)
        {
            var length = text.AsSpan(at).IndexOfAny("\r\n\u0085\u2028\u2029");
            if (length < 0) return text.Length;
            var end = at + length;
            end += text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1;
            var next = end;
            while (next < text.Length && text[next] is ' ' or '\t') next++;
            if (next >= text.Length || !IsLine(text, next)) return end;
            at = next;
        }
    }

    /// <summary>Reads lines that begin with three slashes; false where something is written in a way that is not read here.</summary>
    public bool TryScan(int start, int end)
    {
        for (_at = start; _at < end;)
        {
            while (_at < end && text[_at] is ' ' or '\t') _at++;
            _at += "///".Length;
            if (!Line(end)) return false;
        }

        return _depth == 0;
    }

    private bool Line(int end)
    {
        while (_at < end)
        {
            var length = text.AsSpan(_at, end - _at).IndexOfAny(EndOfText);
            var stop = length < 0 ? end : _at + length;
            Text(_at, stop);
            _at = stop;
            if (stop == end) return true;
            switch (text[stop])
            {
                case '<':
                    if (!Tag(end)) return false;
                    break;
                case '&':
                    if (!Entity(end)) return false;
                    break;
                case '\r' when stop + 1 < end && text[stop + 1] == '\n':
                    _at += 2;
                    return true;
                case '\n':
                    _at++;
                    return true;
                default:
                    return false;
            }
        }

        return true;
    }

    private readonly void Text(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        if (end > start) Found.Add((TextSpan.FromBounds(start, end), Label.Comment, CSharpCodecs.DocumentationText));
    }

    private bool Entity(int end)
    {
        var start = _at++;
        if (Word(end).IsEmpty || _at >= end || text[_at] != ';') return false;
        var name = text.AsSpan(start + 1, _at - start - 1);
        if (name is not ("lt" or "gt" or "amp" or "quot" or "apos")) return false;
        _at++;
        Found.Add((TextSpan.FromBounds(start, _at), Label.Comment, CSharpCodecs.Markup));
        return true;
    }

    private bool Tag(int end)
    {
        _at++;
        var isClosing = _at < end && text[_at] == '/';
        if (isClosing) _at++;
        var name = Word(end);
        if (name.IsEmpty || char.IsAsciiDigit(text[name.Start])) return false;
        Found.Add((name, Label.Keyword, CSharpCodecs.XmlName));
        if (isClosing) return Close(name) && Sign('>', end);

        while (_at < end && text[_at] == ' ')
        {
            _at++;
            if (_at < end && text[_at] == '/') break;
            if (!Attribute(name, end)) return false;
        }

        if (_at < end && text[_at] == '/')
        {
            _at++;
            return Sign('>', end);
        }

        if (_depth == MaxDepth) return false;
        _open[_depth++] = name;
        return Sign('>', end);
    }

    private bool Close(TextSpan name) =>
        _depth > 0 && text.AsSpan(_open[--_depth].Start, _open[_depth].Length).SequenceEqual(text.AsSpan(name.Start, name.Length));

    private bool Attribute(TextSpan element, int end)
    {
        var name = Word(end);
        if (name.IsEmpty || char.IsAsciiDigit(text[name.Start]) || !Sign('=', end) || !Sign('"', end)) return false;
        Found.Add((name, Label.Key, CSharpCodecs.XmlName));
        var length = text.AsSpan(_at, end - _at).IndexOf('"');
        if (length <= 0 || text.AsSpan(_at, length).ContainsAny(UnusualInValue)) return false;
        var value = new TextSpan(_at, length);
        _at = value.End + 1;
        switch (text.AsSpan(name.Start, name.Length))
        {
            case "cref":
                return Symbols(value);
            case "name" when text.AsSpan(element.Start, element.Length) is "param" or "paramref" or "typeparam" or "typeparamref":
                return !text.AsSpan(value.Start, length).ContainsAnyExcept(WordCharacters) && Symbol(value);
            default:
                Found.Add((value, Label.Comment, CSharpCodecs.DocumentationAttribute));
                return true;
        }
    }

    /// <summary>Names with dots between them, and names between braces at the end.</summary>
    private bool Symbols(TextSpan value)
    {
        var isOpen = false;
        for (var at = value.Start; ;)
        {
            var length = text.AsSpan(at, value.End - at).IndexOfAnyExcept(WordCharacters);
            var end = length < 0 ? value.End : at + length;
            if (!Symbol(TextSpan.FromBounds(at, end))) return false;
            if (end == value.End) return !isOpen;
            at = end + 1;
            switch (text[end])
            {
                case '.' when !isOpen:
                    break;
                case '{' when !isOpen:
                    isOpen = true;
                    break;
                case ',' when isOpen:
                    if (at < value.End && text[at] == ' ') at++;
                    break;
                case '}' when isOpen:
                    return at == value.End;
                default:
                    return false;
            }
        }
    }

    private readonly bool Symbol(TextSpan name)
    {
        if (name.IsEmpty || char.IsAsciiDigit(text[name.Start])) return false;
        var word = text.Substring(name.Start, name.Length);
        if (word == "var" || SyntaxFacts.GetKeywordKind(word) != SyntaxKind.None) return false;
        Found.Add((name, Label.Symbol, CSharpCodecs.Identifier));
        return true;
    }

    private TextSpan Word(int end)
    {
        var length = text.AsSpan(_at, end - _at).IndexOfAnyExcept(WordCharacters);
        var word = length < 0 ? TextSpan.FromBounds(_at, end) : new TextSpan(_at, length);
        _at = word.End;
        return word;
    }

    private bool Sign(char sign, int end)
    {
        if (_at >= end || text[_at] != sign) return false;
        _at++;
        return true;
    }
}
