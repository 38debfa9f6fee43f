using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Shell;

/// <summary>
/// Raw text made of units, each one character or one escape. A subclass knows how long a unit is, what it means and how
/// a character is written; this class keeps replacements from cutting a unit.
/// </summary>
internal abstract class EscapingCodec : LeafCodec
{
    public override string Decode(string text, TextSpan leaf)
    {
        var raw = text.AsSpan(leaf.Start, leaf.Length);
        if (raw.IndexOfAny(EscapeStarts) < 0) return raw.ToString();
        var result = new StringBuilder(raw.Length);
        for (var at = leaf.Start; at < leaf.End;)
        {
            var length = Math.Min(UnitLength(text, at, leaf.End), leaf.End - at);
            if (length == 1) result.Append(text[at]);
            else AppendMeaning(text.AsSpan(at, length), result);
            at += length;
        }

        return result.ToString();
    }

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var changes = new List<TextChange>(replacements.Count);
        var at = leaf.Start;
        foreach (var replacement in replacements)
        {
            if (!ReachesBorder(text, leaf, ref at, replacement.Span.Start) || !ReachesBorder(text, leaf, ref at, replacement.Span.End))
                return LeafEdit.Refuse("the name stands partly in an escape");
            var raw = new StringBuilder();
            foreach (var character in replacement.NewText!)
            {
                if (!TryAppend(character, raw))
                    return LeafEdit.Refuse($"a character U+{(int)character:X4} cannot be written in {Place}");
            }

            changes.Add(new TextChange(replacement.Span, raw.ToString()));
        }

        return LeafText.After(text, leaf, changes) is { Length: 0 }
            ? LeafEdit.Refuse($"{Place} cannot become empty")
            : LeafEdit.Of(changes);
    }

    /// <summary>Characters with which an escape can begin.</summary>
    protected abstract ReadOnlySpan<char> EscapeStarts { get; }

    /// <summary>What the place is, for refusals.</summary>
    protected abstract string Place { get; }

    /// <summary>How long the unit at an offset is; 1 for a character that means itself.</summary>
    protected abstract int UnitLength(string text, int at, int end);

    /// <summary>Appends what a unit of more than one character means.</summary>
    protected abstract void AppendMeaning(ReadOnlySpan<char> unit, StringBuilder result);

    /// <summary>Appends one character as it is written here; false where it cannot be.</summary>
    protected abstract bool TryAppend(char character, StringBuilder raw);

    private bool ReachesBorder(string text, TextSpan leaf, ref int at, int border)
    {
        while (at < border) at += UnitLength(text, at, leaf.End);
        return at == border;
    }
}
