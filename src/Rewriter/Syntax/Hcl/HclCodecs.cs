namespace Rewriter.Syntax.Hcl;

/// <summary>How the leaves of HCL are written; one codec a kind of place.</summary>
internal static class HclCodecs
{
    /// <summary>An identifier without quotes.</summary>
    public static LeafCodec Identifier { get; } = new RestrictedCodec("an HCL identifier", HclCharacters.IsIdentifier);

    /// <summary>A number literal.</summary>
    public static LeafCodec Number { get; } = new RestrictedCodec("a number", HclCharacters.IsNumber);

    /// <summary>The content of a quoted string, between its interpolations.</summary>
    public static LeafCodec Quoted { get; } = new HclTemplateCodec(quoted: true, identifier: false);

    /// <summary>A quoted label that other places refer to without quotes, so that it has to stay an identifier.</summary>
    public static LeafCodec QuotedName { get; } = new HclTemplateCodec(quoted: true, identifier: true);

    /// <summary>Text of a heredoc, within one line.</summary>
    public static LeafCodec Heredoc { get; } = new HclTemplateCodec(quoted: false, identifier: false);

    /// <summary>The text of a heredoc as a whole, for the language that is embedded in it.</summary>
    public static LeafCodec HeredocBody { get; } = new HclTemplateCodec(quoted: false, identifier: false, lines: true);

    /// <summary>A comment that ends with its line.</summary>
    public static LeafCodec LineComment { get; } = new RestrictedCodec("a comment of one line", text => !text.Contains('\n'));

    /// <summary>A line of a comment between signs.</summary>
    public static LeafCodec BlockComment { get; } = new RestrictedCodec("a line of a comment", text => !text.Contains('\n') && !text.Contains("*/", StringComparison.Ordinal));
}
