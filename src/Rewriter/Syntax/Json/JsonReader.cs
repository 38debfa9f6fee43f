using System.Buffers;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Json;

/// <summary>
/// Reads one text. Stops at the first thing that it does not understand; what follows is covered as
/// <see cref="Label.Text"/>.
/// </summary>
internal sealed class JsonReader
{
    // RFC 8259, section 7: a string may hold anything but quotes, backslashes and control characters.
    private static readonly SearchValues<char> StopsString = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private static readonly SearchValues<char> StopsLiteral = SearchValues.Create(" \t\r\n,:[]{}\"/");

    private static readonly RestrictedCodec Literal = new("a JSON number, true, false or null", JsonLiteral.IsValid);
    private static readonly RestrictedCodec LineComment = new("a comment of one line", text => text.AsSpan().IndexOfAny('\r', '\n') < 0);
    private static readonly RestrictedCodec BlockComment = new("a block comment", text => !text.Contains("*/", StringComparison.Ordinal));

    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly bool _comments;
    private readonly bool _hasHoles;
    private readonly LeafBuilder _leaves;
    private readonly NameCache _names = new();
    private int _at;
    private SyntaxProblem? _problem;

    public JsonReader(ReadRequest request, bool comments)
    {
        _request = request;
        _text = request.Text;
        _comments = comments;
        _hasHoles = !request.Holes.IsEmpty;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    public SyntaxDocument Read()
    {
        var understood = ReadValue(_request.Root, 0) && SkipBlank(_request.Root) && (_at == _text.Length || Fail("the end of the file was expected"));
        return understood
            ? new SyntaxDocument(_request, _leaves.Build(), [])
            : UnreadText.Finish(_request, _leaves, _problem!);
    }

    private bool ReadValue(StructuralPath path, int depth)
    {
        if (!SkipBlank(path)) return false;
        if (_hasHoles && _request.Holes.At(_at) is not null) return ReadLiteral(path);
        return Current switch
        {
            '{' => ReadObject(path, depth + 1),
            '[' => ReadArray(path, depth + 1),
            '"' => ReadString(Label.Value, path, null),
            _ => ReadLiteral(path),
        };
    }

    private bool ReadObject(StructuralPath path, int depth)
    {
        if (depth > ReadRequest.MaxNesting) return Fail($"objects and lists lie more than {ReadRequest.MaxNesting} deep");
        _at++;
        if (!SkipBlank(path)) return false;
        if (Current == '}') return Take();
        while (true)
        {
            if (!ReadMember(path, depth) || !SkipBlank(path)) return false;
            if (Current == '}') return Take();
            if (Current != ',') return Fail("',' or '}' was expected");
            _at++;
            if (!SkipBlank(path)) return false;
            if (Current == '}' && _comments) return Take();
        }
    }

    private bool ReadMember(StructuralPath path, int depth)
    {
        StructuralPath member;
        if (_hasHoles && _request.Holes.At(_at) is { } hole)
        {
            member = path.Child(_text.Substring(hole.Span.Start, hole.Span.Length));
            TakeHole(hole);
        }
        else
        {
            if (Current != '"') return Fail("a key in double quotes was expected");
            var content = _at + 1;
            var last = _leaves.Position;
            if (FindStringEnd(content) is not { } end) return false;
            member = path.Child(NameOf(TextSpan.FromBounds(content, end)));
            if (last > content || !ReadString(Label.Key, member, end)) return false;
        }

        if (!SkipBlank(member)) return false;
        if (Current != ':') return Fail("':' was expected");
        _at++;
        return ReadValue(member, depth);
    }

    private string NameOf(TextSpan span)
    {
        var raw = _text.AsSpan(span.Start, span.Length);
        return raw.Contains('\\') ? JsonStringCodec.Instance.Decode(_text, span) : _names.Get(raw);
    }

    private bool ReadArray(StructuralPath path, int depth)
    {
        if (depth > ReadRequest.MaxNesting) return Fail($"objects and lists lie more than {ReadRequest.MaxNesting} deep");
        _at++;
        if (!SkipBlank(path)) return false;
        if (Current == ']') return Take();
        for (var index = 0; ; index++)
        {
            if (!ReadValue(path.Child(index), depth) || !SkipBlank(path)) return false;
            if (Current == ']') return Take();
            if (Current != ',') return Fail("',' or ']' was expected");
            _at++;
            if (!SkipBlank(path)) return false;
            if (Current == ']' && _comments) return Take();
        }
    }

    private bool Take()
    {
        _at++;
        return true;
    }

    /// <summary>Reads the string that begins here; its end is found first unless it is known.</summary>
    private bool ReadString(Label label, StructuralPath path, int? knownEnd)
    {
        var start = _at + 1;
        if ((knownEnd ?? FindStringEnd(start)) is not { } end) return false;
        _at = start;
        while (_hasHoles && _request.Holes.NextStart(_at) is var next && next < end)
        {
            _leaves.Add(TextSpan.FromBounds(_at, next), label, path, JsonStringCodec.Instance);
            TakeHole(_request.Holes.At(next)!);
        }

        if (_at < end) _leaves.Add(TextSpan.FromBounds(_at, end), label, path, JsonStringCodec.Instance);
        _at = end + 1;
        return true;
    }

    private void TakeHole(Hole hole)
    {
        _leaves.Add(hole);
        _at = hole.Span.End;
    }

    /// <summary>Where the closing quote of a string stands; null and a problem where there is none.</summary>
    private int? FindStringEnd(int start)
    {
        for (var at = start; ;)
        {
            var length = _text.AsSpan(at).IndexOfAny(StopsString);
            if (_hasHoles && _request.Holes.NextStart(at) is var next && next < int.MaxValue && (length < 0 || next <= at + length))
            {
                at = _request.Holes.At(next)!.Span.End;
                continue;
            }

            if (length < 0) return FailString(start - 1, "a string has no end");
            at += length;
            switch (_text[at])
            {
                case '"':
                    return at;
                case '\\':
                    var escape = EscapeLength(at);
                    if (escape == 0) return FailString(at, "a string holds an unknown escape");
                    at += escape;
                    break;
                default:
                    return FailString(at, "a string holds a control character");
            }
        }
    }

    private int EscapeLength(int at)
    {
        if (at + 1 >= _text.Length) return 0;
        switch (_text[at + 1])
        {
            case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                return 2;
            case 'u' when at + 6 <= _text.Length:
                for (var i = at + 2; i < at + 6; i++)
                {
                    if (!char.IsAsciiHexDigit(_text[i])) return 0;
                }

                return 6;
            default:
                return 0;
        }
    }

    private int? FailString(int at, string message)
    {
        _at = at;
        Fail(message);
        return null;
    }

    /// <summary>A number, true, false or null, or a value that a hole stands in: then any word, because the hole decides what it is.</summary>
    private bool ReadLiteral(StructuralPath path)
    {
        var start = _at;
        var holes = false;
        while (_at < _text.Length)
        {
            if (_hasHoles && _request.Holes.At(_at) is { } hole)
            {
                _leaves.Add(TextSpan.FromBounds(Math.Max(start, _leaves.Position), _at), Label.Value, path);
                TakeHole(hole);
                holes = true;
                continue;
            }

            if (StopsLiteral.Contains(_text[_at])) break;
            _at++;
        }

        var word = TextSpan.FromBounds(holes ? Math.Min(_at, _leaves.Position) : start, _at);
        if (!holes && !JsonLiteral.IsValid(_text.AsSpan(word.Start, word.Length)))
        {
            _at = start;
            return Fail(start == _text.Length ? "the file ends where a value was expected" : "a value was expected");
        }

        _leaves.Add(word, Label.Value, path, holes ? LeafCodec.Verbatim : Literal);
        return true;
    }

    /// <summary>Passes blanks, and comments where they are allowed.</summary>
    private bool SkipBlank(StructuralPath path)
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is ' ' or '\n' or '\r' or '\t') _at++;
            else if (c != '/' || (_hasHoles && _request.Holes.At(_at) is not null)) return true;
            else if (!SkipComment(path)) return false;
        }

        return true;
    }

    private bool SkipComment(StructuralPath path)
    {
        var kind = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        if (kind is not ('/' or '*')) return Fail("a value was expected");
        if (!_comments) return Fail("JSON has no comments, and this file is not known for a tool that takes them");

        var start = _at + 2;
        var length = kind == '/' ? _text.AsSpan(start).IndexOfAny('\r', '\n') : _text.AsSpan(start).IndexOf("*/", StringComparison.Ordinal);
        if (length < 0 && kind == '*') return Fail("a comment has no end");
        var end = length < 0 ? _text.Length : start + length;
        _leaves.Add(TextSpan.FromBounds(start, end), Label.Comment, path, kind == '/' ? LineComment : BlockComment);
        _at = kind == '/' ? end : end + 2;
        return true;
    }

    private bool Fail(string message)
    {
        _problem ??= new SyntaxProblem(new TextSpan(_at, _at < _text.Length ? 1 : 0), message);
        return false;
    }
}
