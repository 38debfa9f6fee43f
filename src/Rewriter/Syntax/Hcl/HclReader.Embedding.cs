using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>Heredocs that hold text of another language: a script, a policy, a manifest.</summary>
internal sealed partial class HclReader
{
    private bool ReadEmbeddedHeredoc(string language, string delimiter, bool isFlush, StructuralPath path, out TextSpan closing)
    {
        var start = _at;
        var sequences = new List<HeredocSequence>();
        _sink = [];
        if (!ReadHeredocLines(delimiter, path, Label.Code, sequences, out closing)) return false;

        var end = closing.Start;
        while (end > start && _text[end - 1] != '\n') end--;
        var body = TextSpan.FromBounds(start, end);
        var (embedded, holes) = Embed(body, isFlush ? Indentation(body, sequences) : 0, sequences);
        if (_request.ReadEmbedded(language, embedded.Text, path, new HoleSet(holes)) is not { } inner)
        {
            FlushSink();
            return true;
        }

        _sink = null;
        _leaves.AddEmbedded(embedded, inner, HclCodecs.HeredocBody, body);
        return true;
    }

    /// <summary>How many blanks stand before every line that is not blank ("flush heredocs").</summary>
    private int Indentation(TextSpan body, List<HeredocSequence> sequences)
    {
        var least = int.MaxValue;
        var sequence = 0;
        for (var line = body.Start; line < body.End; line = EndOfLine(line, body.End))
        {
            while (sequence < sequences.Count && sequences[sequence].Span.End <= line) sequence++;
            if (sequence < sequences.Count && sequences[sequence].Span.Start < line) continue;
            var at = line;
            while (at < body.End && _text[at] is ' ' or '\t') at++;
            if (at < body.End && _text[at] is not ('\n' or '\r')) least = Math.Min(least, at - line);
        }

        return least == int.MaxValue ? 0 : least;
    }

    private int EndOfLine(int start, int end)
    {
        var next = _text.AsSpan(start, end - start).IndexOf('\n');
        return next < 0 ? end : start + next + 1;
    }

    private (EmbeddedText Text, ImmutableArray<Hole> Holes) Embed(TextSpan body, int indentation, List<HeredocSequence> sequences)
    {
        var builder = new EmbeddedText.Builder(_text);
        var holes = ImmutableArray.CreateBuilder<Hole>(sequences.Count);
        var sequence = 0;
        for (var at = body.Start; at < body.End;)
        {
            if (at == body.Start || _text[at - 1] == '\n')
            {
                for (var i = 0; i < indentation && at < body.End && _text[at] is ' ' or '\t'; i++) at++;
            }

            // To the end of the line or the next sequence; a sequence may hold line ends of its own.
            var hole = sequence < sequences.Count ? sequences[sequence].Span.Start : body.End;
            if (at < hole)
            {
                var end = Math.Min(hole, EndOfLine(at, body.End));
                AppendText(builder, at, end);
                at = end;
                continue;
            }

            if (sequence == sequences.Count) break;
            holes.Add(HoleOf(sequences[sequence], builder.Length));
            builder.Append(sequences[sequence].Span);
            at = sequences[sequence++].Span.End;
        }

        return (builder.Build(), holes.ToImmutable());
    }

    /// <summary>Appends literal text; <c>$${</c> and <c>%%{</c> mean one sign less.</summary>
    private void AppendText(EmbeddedText.Builder builder, int start, int end)
    {
        var from = start;
        for (var at = start; at < end;)
        {
            var next = _text.AsSpan(at, end - at).IndexOfAny('$', '%');
            if (next < 0) break;
            at += next;
            if (SequenceAt(at) != Sequence.Escape)
            {
                at++;
                continue;
            }

            // The first sign is left out, the second one and what follows are copied: offsets stay one to one.
            builder.Append(TextSpan.FromBounds(from, at));
            from = at + 1;
            at += 3;
        }

        builder.Append(TextSpan.FromBounds(from, end));
    }

    /// <summary>A sequence as a hole, its leaves moved to where it stands in the embedded text.</summary>
    private Hole HoleOf(HeredocSequence sequence, int offset)
    {
        var leaves = ImmutableArray.CreateBuilder<SyntaxLeaf>(sequence.EndLeaf - sequence.FirstLeaf);
        for (var i = sequence.FirstLeaf; i < sequence.EndLeaf; i++)
            leaves.Add(Moved(_sink![i], offset - sequence.Span.Start));
        return new Hole(new TextSpan(offset, sequence.Span.Length), leaves.MoveToImmutable());
    }

    private static SyntaxLeaf Moved(SyntaxLeaf leaf, int by) => leaf with { Span = new TextSpan(leaf.Span.Start + by, leaf.Span.Length) };
}
