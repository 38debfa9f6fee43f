using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// Heredocs (specification, "Template Expressions": HeredocTemplate). The opening line holds nothing behind the
/// delimiter, not even a blank or a comment; the closing line holds the delimiter between blanks and a line end.
/// </summary>
internal sealed partial class HclReader
{
    private static readonly System.Buffers.SearchValues<char> HeredocStops = System.Buffers.SearchValues.Create("$%\n\r");

    /// <summary>A template sequence of a heredoc, and which of the collected leaves are its own.</summary>
    private readonly record struct HeredocSequence(TextSpan Span, int FirstLeaf, int EndLeaf);

    private bool ReadHeredoc(StructuralPath path)
    {
        _at += 2;
        var isFlush = Take('-');
        if (!TakeIdentifier(out var opening, out var delimiter)) return Fail("the delimiter of a heredoc was expected");
        if (!TakeLineEnd()) return Fail("a line end was expected behind the delimiter of a heredoc");
        Emit(opening, Label.Delimiter, path, HclCodecs.Identifier);

        var start = _at;
        var language = _sink is null && !_hasHoles ? HeredocLanguages.Of(_text, start, delimiter, path) : null;
        if (language is null ? !ReadHeredocLines(delimiter, path, Label.Value, null, out var closing)
            : !ReadEmbeddedHeredoc(language, delimiter, isFlush, path, out closing)) return false;
        Emit(closing, Label.Delimiter, path, HclCodecs.Identifier);
        return true;
    }

    /// <summary>Reads the lines to the closing one.</summary>
    private bool ReadHeredocLines(string delimiter, StructuralPath path, Label label, List<HeredocSequence>? sequences, out TextSpan closing)
    {
        var start = _at;
        var directives = default(TemplateDirectives);
        while (!AtEnd)
        {
            if (AtClosingLine(delimiter, out closing)) return directives.IsClosed || Fail("a template directive is not closed");
            if (!ReadHeredocLine(path, label, ref directives, sequences)) return false;
        }

        closing = default;
        return FailAt(start - 1, "the heredoc is not closed");
    }

    /// <summary>Reads to the next line end that is outside of a template sequence.</summary>
    private bool ReadHeredocLine(StructuralPath path, Label label, ref TemplateDirectives directives, List<HeredocSequence>? sequences)
    {
        var segment = _at;
        while (true)
        {
            var next = _text.AsSpan(_at).IndexOfAny(HeredocStops);
            if (_hasHoles && _request.Holes.NextStart(_at) is var hole && hole < int.MaxValue && (next < 0 || hole <= _at + next))
            {
                EmitTrimmed(segment, hole, label, path, HclCodecs.Heredoc);
                _at = hole;
                TakeHole();
                segment = _at;
                continue;
            }

            _at = next < 0 ? _text.Length : _at + next;
            if (AtEnd || TakeLineEnd())
            {
                EmitTrimmed(segment, _at, label, path, HclCodecs.Heredoc);
                return true;
            }

            if (Here == '\r') return Fail("a carriage return without a line feed is no line end");
            var sequence = SequenceAt(_at);
            if (sequence != Sequence.Template)
            {
                _at += sequence == Sequence.Escape ? 3 : 1;
                continue;
            }

            EmitTrimmed(segment, _at, label, path, HclCodecs.Heredoc);
            var (start, firstLeaf) = (_at, _sink?.Count ?? 0);
            if (!ReadSequence(path, ref directives)) return false;
            sequences?.Add(new HeredocSequence(TextSpan.FromBounds(start, _at), firstLeaf, _sink!.Count));
            segment = _at;
        }
    }

    /// <summary>True at a line that holds nothing but the delimiter; then the place behind it is taken.</summary>
    private bool AtClosingLine(string delimiter, out TextSpan closing)
    {
        closing = default;
        var start = _at;
        while (start < _text.Length && _text[start] != '\n' && char.IsWhiteSpace(_text[start])) start++;
        if (string.CompareOrdinal(_text, start, delimiter, 0, delimiter.Length) != 0) return false;
        var end = start + delimiter.Length;
        var at = end;
        while (at < _text.Length && _text[at] != '\n' && char.IsWhiteSpace(_text[at])) at++;
        if (at >= _text.Length || _text[at] != '\n') return false;
        closing = TextSpan.FromBounds(start, end);

        // The line end, CR included, belongs to what comes behind the heredoc.
        _at = at > end && _text[at - 1] == '\r' ? at - 1 : at;
        return true;
    }
}
