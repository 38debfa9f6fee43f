using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp;

/// <summary>The codecs of everything in C# that is not a string.</summary>
internal static class CSharpCodecs
{
    public static LeafCodec Identifier { get; } = new CSharpIdentifierCodec();

    public static LeafCodec LineComment { get; } = new RestrictedCodec("a comment of one line", IsOneLine);

    public static LeafCodec BlockComment { get; } = new BlockCommentCodec();

    // A < or & would begin markup, and an entity would make two pieces of one.
    public static LeafCodec DocumentationText { get; } = new RestrictedCodec("a documentation comment", text => IsOneLine(text) && text.AsSpan().IndexOfAny('<', '&') < 0 && !text.Contains("*/", StringComparison.Ordinal));

    public static LeafCodec DocumentationAttribute { get; } = new RestrictedCodec("an attribute of a documentation comment", text => IsOneLine(text) && text.AsSpan().IndexOfAny("<&\"'") < 0 && !text.Contains("*/", StringComparison.Ordinal));

    public static LeafCodec Markup { get; } = new RestrictedCodec("the markup of a documentation comment", _ => false);

    public static LeafCodec Keyword { get; } = new RestrictedCodec("a keyword's place", text => SyntaxFacts.GetKeywordKind(text) != SyntaxKind.None);

    public static LeafCodec XmlName { get; } = new RestrictedCodec("an XML name", text => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') && (char.IsLetter(text[0]) || text[0] == '_'));

    public static LeafCodec Number { get; } = new RestrictedCodec("a number", IsNumber);

    public static LeafCodec Directive { get; } = new RestrictedCodec("a directive", text => IsOneLine(text) && !text.Contains('"'));

    public static LeafCodec Format { get; } = new RestrictedCodec("the format of an interpolation", text => IsOneLine(text) && text.AsSpan().IndexOfAny("{}\"\\") < 0);

    // What is disabled is read by lines; another line could begin a directive.
    public static LeafCodec DisabledCode { get; } = new RestrictedCodec("disabled code", text => IsOneLine(text) && !text.StartsWith('#'));

    /// <summary>True where none of the characters that end a line of C# stand in a text.</summary>
    public static bool IsOneLine(string text) => text.AsSpan().IndexOfAny("\r\n\u0085\u2028\u2029") < 0;

    private static bool IsNumber(string text)
    {
        var token = SyntaxFactory.ParseToken(text);
        return token.IsKind(SyntaxKind.NumericLiteralToken) && token.Span.Length == text.Length && !token.ContainsDiagnostics;
    }

    private sealed class BlockCommentCodec : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf) => text.Substring(leaf.Start, leaf.Length);

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            var whole = LeafText.After(text, leaf, replacements);
            var before = leaf.Start > 0 ? text[leaf.Start - 1].ToString() : string.Empty;
            var after = leaf.End < text.Length ? text[leaf.End].ToString() : string.Empty;
            var closes = (before == "*" && whole.StartsWith('/')) || whole.Contains("*/", StringComparison.Ordinal) || (after == "/" && whole.EndsWith('*'));
            return closes || !IsOneLine(whole) ? LeafEdit.Refuse($"'{whole}' would end the comment or break its line") : LeafEdit.Of(replacements);
        }
    }
}
