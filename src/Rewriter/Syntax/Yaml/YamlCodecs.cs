using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace Rewriter.Syntax.Yaml;

/// <summary>The codecs of scalars, shared between all files.</summary>
internal static class YamlCodecs
{
    private static readonly PlainScalarCodec[] Plains =
        [new(false, false), new(false, true), new(true, false), new(true, true)];

    private static readonly QuotedScalarCodec Single = new(ScalarStyle.SingleQuoted);
    private static readonly QuotedScalarCodec Double = new(ScalarStyle.DoubleQuoted);
    private static readonly BlockScalarCodec[] Literals = [.. Enumerable.Range(0, 64).Select(i => new BlockScalarCodec(ScalarStyle.Literal, i))];
    private static readonly BlockScalarCodec[] Foldeds = [.. Enumerable.Range(0, 64).Select(i => new BlockScalarCodec(ScalarStyle.Folded, i))];

    /// <summary>The name of an anchor or an alias.</summary>
    public static LeafCodec Anchor { get; } = new RestrictedCodec("the name of an anchor", text =>
        text.Length > 0 && !text.AsSpan().ContainsAny(YamlTrivia.EndOfName));

    /// <summary>A tag without its exclamation marks.</summary>
    public static LeafCodec Tag { get; } = new RestrictedCodec("a tag", text =>
        text.Length > 0 && !text.AsSpan().ContainsAny(YamlTrivia.EndOfName));

    /// <summary>Text that ends with its line: a comment, a directive.</summary>
    public static LeafCodec Line { get; } = new RestrictedCodec("one line", text => text.AsSpan().IndexOfAny('\r', '\n') < 0);

    public static LeafCodec Plain(bool inFlow, bool isString) => Plains[(inFlow ? 2 : 0) + (isString ? 1 : 0)];

    public static LeafCodec Quoted(ScalarStyle style) => style == ScalarStyle.SingleQuoted ? Single : Double;

    public static LeafCodec Block(ScalarStyle style, int indent)
    {
        var cache = style == ScalarStyle.Literal ? Literals : Foldeds;
        return indent < cache.Length ? cache[indent] : new BlockScalarCodec(style, indent);
    }

    /// <summary>What a text is in double quotes, without them.</summary>
    public static string EscapeDouble(string text)
    {
        var result = new StringBuilder(text.Length + 4);
        foreach (var c in text)
        {
            if (c is '"' or '\\') result.Append('\\').Append(c);
            else if (c == '\n') result.Append("\\n");
            else if (c == '\r') result.Append("\\r");
            else if (YamlPlainText.MustBeEscaped(c)) result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else result.Append(c);
        }

        return result.ToString();
    }

    public static bool NeedsDouble(IReadOnlyList<TextChange> replacements) =>
        replacements.Any(r => r.NewText!.Any(YamlPlainText.MustBeEscaped));
}
