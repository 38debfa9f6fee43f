using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>Quoted templates and the sequences in them (specification, "Templates").</summary>
internal sealed partial class HclReader
{
    /// <summary>
    /// Passes a quoted string that holds no interpolation and stands in one line. Where it is none, the place is left
    /// as it was.
    /// </summary>
    /// <param name="end">The offset of the closing quote.</param>
    private bool SkipPlainString(out int end)
    {
        end = _at;
        for (var at = _at + 1; at < _text.Length;)
        {
            var next = _text.AsSpan(at).IndexOfAny(StringStops);
            if (next < 0) return false;
            at += next;
            if (_hasHoles && _request.Holes.NextStart(_at) < at) return false;
            switch (_text[at])
            {
                case '"':
                    end = at;
                    _at = at + 1;
                    return true;
                case '\\':
                    var length = HclTemplateCodec.ReadEscape(_text.AsSpan(at), out _);
                    if (length == 0) return false;
                    at += length;
                    break;
                case '$' or '%':
                    var sequence = SequenceAt(at);
                    if (sequence == Sequence.Template) return false;
                    at += sequence == Sequence.Escape ? 3 : 1;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static readonly System.Buffers.SearchValues<char> StringStops = System.Buffers.SearchValues.Create("\"\\$%\n\r");

    private enum Sequence
    {
        None,
        Escape,
        Template,
    }

    private Sequence SequenceAt(int at)
    {
        var c = _text[at];
        if (at + 1 >= _text.Length) return Sequence.None;
        if (_text[at + 1] == '{') return Sequence.Template;
        return _text[at + 1] == c && at + 2 < _text.Length && _text[at + 2] == '{' ? Sequence.Escape : Sequence.None;
    }

    private bool ReadQuoted(StructuralPath path, Label label)
    {
        var directives = default(TemplateDirectives);
        var start = ++_at;
        var segment = start;
        while (true)
        {
            var next = _text.AsSpan(_at).IndexOfAny(StringStops);
            if (_hasHoles && SegmentEndsInHole(next, ref segment, path, label)) continue;
            if (next < 0) return Unclosed(start);
            _at += next;
            switch (_text[_at])
            {
                case '"':
                    AddText(segment, _at, path, label, isWhole: segment == start);
                    _at++;
                    return directives.IsClosed || Fail("a template directive is not closed");
                case '\\':
                    var length = HclTemplateCodec.ReadEscape(_text.AsSpan(_at), out _);
                    if (length == 0) return Fail("no such escape is known in a string");
                    _at += length;
                    break;
                case '$' or '%':
                    var sequence = SequenceAt(_at);
                    if (sequence != Sequence.Template)
                    {
                        _at += sequence == Sequence.Escape ? 3 : 1;
                        break;
                    }

                    AddText(segment, _at, path, label, isWhole: false);
                    if (!ReadSequence(path, ref directives)) return false;
                    segment = _at;
                    break;
                default:
                    return Fail("a quoted string ends in its line");
            }
        }
    }

    private bool Unclosed(int start)
    {
        _at = _text.Length;
        return FailAt(start - 1, "the string is not closed");
    }

    private bool SegmentEndsInHole(int next, ref int segment, StructuralPath path, Label label)
    {
        var hole = _request.Holes.NextStart(_at);
        if (hole == int.MaxValue || (next >= 0 && hole > _at + next)) return false;
        AddText(segment, hole, path, label, isWhole: false);
        _at = hole;
        TakeHole();
        segment = _at;
        return true;
    }

    private void AddText(int start, int end, StructuralPath path, Label label, bool isWhole)
    {
        if (start == end) return;
        var span = TextSpan.FromBounds(start, end);
        var symbol = isWhole && _valueOf is { } place ? _terraform.ValueSymbol(place.Block, place.Argument, HclCodecs.Quoted.Decode(_text, span)) : null;
        Emit(span, label, path, symbol is null ? HclCodecs.Quoted : HclCodecs.QuotedName, symbol);
    }

    /// <summary>Reads <c>${ … }</c> or <c>%{ … }</c> with its strip markers.</summary>
    private bool ReadSequence(StructuralPath path, ref TemplateDirectives directives)
    {
        var isDirective = Here == '%';
        _at += 2;
        Take('~');
        if (!Enter()) return false;
        var outer = BeginBrackets();
        var read = isDirective ? ReadDirective(path, ref directives) : ReadExpression(path);
        if (!read || !SkipBlank()) return false;
        _newlinesAreBlank = outer;
        Leave();
        if (Here == '~' && Next(1) == '}') _at++;
        return Take('}') || Fail("'}' was expected at the end of a template sequence");
    }

    /// <summary>"Template Directives": <c>if</c>, <c>else</c>, <c>endif</c>, <c>for</c>, <c>endfor</c>, balanced within one template.</summary>
    private bool ReadDirective(StructuralPath path, ref TemplateDirectives directives)
    {
        if (!SkipBlank()) return false;
        var start = _at;
        if (!TakeIdentifier(out var span, out var word)) return Fail("a template directive was expected");
        if (!directives.Accept(word, _bound.Count)) return FailAt(start, $"the template directive '{word}' cannot stand here");
        Add(span, Label.Keyword, path);
        switch (word)
        {
            case "if": return ReadExpression(path);
            case "for": return ReadForIntro(path);
            case "endfor":
                _bound.RemoveRange(directives.BoundBefore, _bound.Count - directives.BoundBefore);
                return true;
            default: return true;
        }
    }
}
