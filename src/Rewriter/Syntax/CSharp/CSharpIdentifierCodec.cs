using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>
/// An identifier without its <c>@</c> (section 6.4.3 of the language's specification): Unicode escapes are resolved, and
/// a new name that is a keyword gains the <c>@</c>.
/// </summary>
internal sealed class CSharpIdentifierCodec : LeafCodec
{
    public override string Decode(string text, TextSpan leaf)
    {
        var raw = text.AsSpan(leaf.Start, leaf.Length);
        return raw.Contains('\\') ? Unescape(raw) : raw.ToString();
    }

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        var whole = LeafText.After(text, leaf, replacements);
        if (!SyntaxFacts.IsValidIdentifier(Unescape(whole))) return LeafEdit.Refuse($"'{whole}' is no C# identifier");
        var verbatim = leaf.Start > 0 && text[leaf.Start - 1] == '@';
        if (verbatim || SyntaxFacts.GetKeywordKind(whole) == SyntaxKind.None) return LeafEdit.Of(replacements);

        // The mark belongs before the whole name, which may begin with what is replaced or with what stays.
        var first = replacements[0];
        return first.Span.Start == leaf.Start
            ? LeafEdit.Of([new TextChange(first.Span, "@" + first.NewText), .. replacements.Skip(1)])
            : LeafEdit.Of([new TextChange(new TextSpan(leaf.Start, 0), "@"), .. replacements]);
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            var digits = raw[i] == '\\' && i + 1 < raw.Length ? raw[i + 1] switch { 'u' => 4, 'U' => 8, _ => 0 } : 0;
            if (digits > 0 && i + 2 + digits <= raw.Length
                && int.TryParse(raw.Slice(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
            {
                result.Append(new Rune(code).ToString());
                i += 1 + digits;
            }
            else
            {
                result.Append(raw[i]);
            }
        }

        return result.ToString();
    }
}
