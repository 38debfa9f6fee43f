using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>The content of an interpreted string of Go: backslashes escape.</summary>
internal sealed class GoStringCodec : LeafCodec
{
    public static GoStringCodec Instance { get; } = new();

    // Escapes are left as they stand: names hold none, and a part is decoded the same as the whole.
    public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length);

    public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements) =>
        replacements.Any(r => r.NewText!.Any(c => c is '"' or '\\' or '\'' || char.IsControl(c)))
            ? LeafEdit.Refuse("the new text would need an escape in a template's string")
            : LeafEdit.Of(replacements);
}
