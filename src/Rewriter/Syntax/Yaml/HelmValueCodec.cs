using System.Buffers;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// Text of a template between its actions. Whether new text needs quotes cannot be known before the template is run,
/// so only text is written that needs none.
/// </summary>
internal sealed class HelmValueCodec : LeafCodec
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("\"'&*!|>%@`");
    private readonly Func<string, bool> _fits;

    private HelmValueCodec(Func<string, bool> fits) => _fits = fits;

    public static HelmValueCodec Plain { get; } = new(text =>
        YamlPlainText.Fits("x" + text + "x", inFlow: true) && !text.AsSpan().ContainsAny(Signs));

    public static HelmValueCodec Double { get; } = new(text => !text.AsSpan().ContainsAny("\"\\"));

    public static HelmValueCodec Single { get; } = new(text => !text.Contains('\'', StringComparison.Ordinal));

    public static HelmValueCodec Block { get; } = new(_ => true);

    public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length);

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
    {
        foreach (var replacement in replacements)
        {
            var fits = replacement.NewText!.Length > 0 && !replacement.NewText.Any(YamlPlainText.MustBeEscaped)
                && !replacement.NewText.Contains("{{", StringComparison.Ordinal) && _fits(replacement.NewText);
            if (!fits) return LeafEdit.Refuse($"'{replacement.NewText}' cannot be written into a template without quotes");
        }

        var whole = LeafText.After(text, leaf, replacements);
        var wasString = YamlPlainText.IsString(text.Substring(leaf.Start, leaf.Length));
        return this == Plain && wasString && !YamlPlainText.IsString(whole)
            ? LeafEdit.Refuse($"'{whole}' would be no string any more")
            : LeafEdit.Of(replacements);
    }
}
