using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// Literal text of a template (specification, "Quoted Literals" and "Heredoc templates"). A quoted one knows backslash
/// escapes; both write a literal <c>${</c> as <c>$${</c> and <c>%{</c> as <c>%%{</c>. New text is text: it never
/// becomes an interpolation.
/// </summary>
internal sealed class HclTemplateCodec(bool quoted, bool identifier, bool lines = false) : LeafCodec
{
    public override string Decode(string text, TextSpan leaf)
    {
        var raw = text.AsSpan(leaf.Start, leaf.Length);
        if (raw.IndexOfAny('\\', '{') < 0) return raw.ToString();

        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length;)
        {
            if (raw[i] is '$' or '%' && i + 2 < raw.Length && raw[i + 1] == raw[i] && raw[i + 2] == '{')
            {
                result.Append(raw[i]).Append('{');
                i += 3;
            }
            else if (quoted && raw[i] == '\\')
            {
                i += AppendEscape(result, raw[i..]);
            }
            else
            {
                result.Append(raw[i++]);
            }
        }

        return result.ToString();
    }

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var changes = new List<TextChange>(replacements.Count);
        foreach (var replacement in replacements)
        {
            var meaning = replacement.NewText!;
            if (!lines && !quoted && meaning.AsSpan().IndexOfAny('\n', '\r') >= 0) return LeafEdit.Refuse("text of several lines cannot stand in a line of a heredoc");
            if (CutsEscape(text, leaf, replacement.Span.Start) || CutsEscape(text, leaf, replacement.Span.End)) return LeafEdit.Refuse("the name stands partly in an escape");
            var before = replacement.Span.Start > leaf.Start ? text[replacement.Span.Start - 1] : '\0';
            var after = replacement.Span.End < text.Length ? text[replacement.Span.End] : '\0';
            if (Encode(meaning, before, after) is not { } raw) return LeafEdit.Refuse($"'{meaning}' would become an interpolation of the heredoc");
            changes.Add(new TextChange(replacement.Span, raw));
        }

        if (identifier)
        {
            var whole = LeafText.After(text, leaf, replacements);
            if (!HclCharacters.IsIdentifier(whole)) return LeafEdit.Refuse($"'{whole}' cannot be a name that other places refer to without quotes");
        }

        return LeafEdit.Of(changes);
    }

    /// <summary>How many characters an escape has that begins with a backslash, and what it means; 0 where it is none.</summary>
    public static int ReadEscape(ReadOnlySpan<char> raw, out int codePoint)
    {
        codePoint = -1;
        if (raw.Length < 2) return 0;
        codePoint = raw[1] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '"' => '"', '\\' => '\\', _ => -1 };
        if (codePoint >= 0) return 2;
        var digits = raw[1] switch { 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0 || raw.Length < 2 + digits) return 0;
        if (!uint.TryParse(raw.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || !Rune.IsValid(value)) return 0;
        codePoint = (int)value;
        return 2 + digits;
    }

    private static int AppendEscape(StringBuilder result, ReadOnlySpan<char> raw)
    {
        var length = ReadEscape(raw, out var codePoint);
        if (length == 0)
        {
            result.Append(raw[0]);
            return 1;
        }

        result.Append(char.ConvertFromUtf32(codePoint));
        return length;
    }

    /// <summary>True where an offset lies inside an escape: such a place has no meaning of its own.</summary>
    private bool CutsEscape(string text, TextSpan leaf, int offset)
    {
        if (offset <= leaf.Start || offset >= leaf.End) return false;
        for (var i = Math.Max(leaf.Start, FirstOfRun(text, leaf.Start, offset)); i < offset;)
        {
            var length = 1;
            if (quoted && text[i] == '\\') length = Math.Max(1, ReadEscape(text.AsSpan(i, leaf.End - i), out _));
            else if (text[i] is '$' or '%' && i + 2 < leaf.End && text[i + 1] == text[i] && text[i + 2] == '{') length = 3;
            if (i + length > offset) return true;
            i += length;
        }

        return false;
    }

    /// <summary>A place at or before an offset that is no inside of an escape; escapes are short, but backslashes come in rows.</summary>
    private static int FirstOfRun(string text, int start, int offset)
    {
        var at = Math.Max(start, offset - 10);
        while (at > start && text[at - 1] is '\\' or '$' or '%') at--;
        return at;
    }

    /// <summary>The raw text for a meaning between two characters of raw text; null where the place has no way to write it.</summary>
    private string? Encode(string meaning, char before, char after)
    {
        var result = new StringBuilder(meaning.Length + 8);
        for (var i = 0; i < meaning.Length; i++)
        {
            var c = meaning[i];
            var next = i + 1 < meaning.Length ? meaning[i + 1] : after;
            if (c is '$' or '%' && i + 1 == meaning.Length && (next == '{' || next == c))
            {
                // The sign would join what stands behind it.
                if (!quoted) return null;
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else if (c is '$' or '%' && next == '{')
            {
                result.Append(c).Append(c);
            }
            else if (c == '{' && i == 0 && before is '$' or '%')
            {
                if (!quoted) return null;
                result.Append("\\u007b");
            }
            else
            {
                AppendChar(result, c);
            }
        }

        return result.ToString();
    }

    private void AppendChar(StringBuilder result, char c)
    {
        if (!quoted)
        {
            result.Append(c);
            return;
        }

        switch (c)
        {
            case '"': result.Append("\\\""); break;
            case '\\': result.Append("\\\\"); break;
            case '\n': result.Append("\\n"); break;
            case '\r': result.Append("\\r"); break;
            case '\t': result.Append("\\t"); break;
            default: result.Append(c); break;
        }
    }
}
