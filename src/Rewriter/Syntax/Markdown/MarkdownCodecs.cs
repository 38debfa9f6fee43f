using System.Buffers;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>How the places of a document are written.</summary>
internal static class MarkdownCodecs
{
    private static readonly SearchValues<char> NotInUrl = SearchValues.Create(" \t\r\n<>`");
    private static readonly SearchValues<char> NotInName = SearchValues.Create(" \t\r\n<>\"'=/");
    private static readonly SearchValues<char> NotInLabel = SearchValues.Create("[]`\\\r\n");

    /// <summary>Running text.</summary>
    public static readonly LeafCodec Prose = new ProseCodec();

    /// <summary>The target of a link, bare or in angle brackets.</summary>
    public static readonly LeafCodec Target = new TargetCodec();

    /// <summary>The title of a link, in whichever quotes.</summary>
    public static readonly LeafCodec Title = new TitleCodec();

    /// <summary>A URL that stands in the text as it is.</summary>
    public static readonly LeafCodec Url = new RestrictedCodec("a bare URL", text => text.AsSpan().IndexOfAny(NotInUrl) < 0);

    /// <summary>The content of a code span.</summary>
    public static readonly LeafCodec CodeSpan = new RestrictedCodec("a code span", text => text.AsSpan().IndexOfAny("`\r\n") < 0);

    /// <summary>One line of a block of code.</summary>
    public static readonly LeafCodec CodeLine = new RestrictedCodec("a line of code", IsOneLine);

    /// <summary>The box of a task.</summary>
    public static readonly LeafCodec TaskBox = new RestrictedCodec("the box of a task", text => text is "x" or "X");

    /// <summary>The number of an item of a list.</summary>
    public static readonly LeafCodec Number = new RestrictedCodec("the number of a list item", text => text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit));

    /// <summary>The text or an attribute's value in HTML.</summary>
    public static readonly LeafCodec Html = new HtmlCodec();

    /// <summary>A comment in HTML.</summary>
    public static readonly LeafCodec Comment = new RestrictedCodec("an HTML comment", text => !text.Contains("--", StringComparison.Ordinal) && IsOneLine(text));

    /// <summary>The name of a tag or of an attribute in HTML.</summary>
    public static readonly LeafCodec Name = new RestrictedCodec("an HTML name", text => text.Length > 0 && text.AsSpan().IndexOfAny(NotInName) < 0);

    /// <summary>The label of a link reference or a footnote, the info string of a fence.</summary>
    public static readonly LeafCodec Word = new RestrictedCodec("a label", text => text.Length > 0 && text.AsSpan().IndexOfAny(NotInLabel) < 0);

    private static bool IsOneLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') < 0;

    private abstract class EscapingCodec(bool backslashes) : LeafCodec
    {
        public override string Decode(string text, TextSpan leaf) => Entities.Decode(text.AsSpan(leaf.Start, leaf.Length), backslashes);

        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            var raw = text.AsSpan(leaf.Start, leaf.Length);
            var changes = new List<TextChange>(replacements.Count);
            foreach (var replacement in replacements)
            {
                var (span, meant) = (replacement.Span, replacement.NewText!);
                if (Entities.Cuts(raw, span.Start - leaf.Start, backslashes) || Entities.Cuts(raw, span.End - leaf.Start, backslashes))
                    return LeafEdit.Refuse("the name stands partly in an escape");
                if (!IsOneLine(meant)) return LeafEdit.Refuse("the new text has more than one line");
                changes.Add(new TextChange(span, Escape(meant, text, span)));
            }

            return LeafEdit.Of(changes);
        }

        /// <summary>Writes new text so that it means itself.</summary>
        protected abstract string Escape(string meant, string text, TextSpan at);
    }

    private sealed class ProseCodec() : EscapingCodec(backslashes: true)
    {
        protected override string Escape(string meant, string text, TextSpan at)
        {
            var result = new StringBuilder(meant.Length + 4);
            for (var i = 0; i < meant.Length; i++)
            {
                var before = i > 0 ? meant[i - 1] : at.Start > 0 ? text[at.Start - 1] : '\n';
                var after = i + 1 < meant.Length ? meant[i + 1] : at.End < text.Length ? text[at.End] : '\n';
                if (NeedsEscape(meant[i], before, after)) result.Append('\\');
                result.Append(meant[i]);
            }

            return result.ToString();
        }

        // CommonMark 6.2: an underscore between two letters opens no emphasis, so my_name stays as it is.
        private static bool NeedsEscape(char c, char before, char after) => c switch
        {
            '*' or '`' or '[' or ']' or '<' or '|' => true,
            '_' => !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after)),
            '~' => before == '~' || after == '~',
            '\\' => Entities.IsPunctuation(after),
            '&' => char.IsLetter(after) || after == '#',
            _ => false,
        };
    }

    private sealed class TargetCodec() : EscapingCodec(backslashes: true)
    {
        // CommonMark 6.3: a target with blanks stands in angle brackets.
        public override LeafEdit Replace(string text, TextSpan leaf, IReadOnlyList<TextChange> replacements)
        {
            var edit = base.Replace(text, leaf, replacements);
            var isBare = leaf.Start == 0 || text[leaf.Start - 1] != '<';
            if (edit.Refusal is not null || !isBare || !replacements.Any(r => r.NewText!.Any(char.IsWhiteSpace))) return edit;
            return LeafEdit.Of([new TextChange(new TextSpan(leaf.Start, 0), "<"), .. edit.Changes, new TextChange(new TextSpan(leaf.End, 0), ">")]);
        }

        protected override string Escape(string meant, string text, TextSpan at)
        {
            var result = new StringBuilder(meant.Length + 8);
            foreach (var c in meant)
            {
                if (c is '(' or ')' or '\\' or '<' or '>' or '&') result.Append('\\');
                result.Append(c);
            }

            return result.ToString();
        }
    }

    private sealed class TitleCodec() : EscapingCodec(backslashes: true)
    {
        protected override string Escape(string meant, string text, TextSpan at)
        {
            var result = new StringBuilder(meant.Length + 4);
            foreach (var c in meant)
            {
                if (c is '"' or '\'' or '(' or ')' or '\\' or '&') result.Append('\\');
                result.Append(c);
            }

            return result.ToString();
        }
    }

    private sealed class HtmlCodec() : EscapingCodec(backslashes: false)
    {
        protected override string Escape(string meant, string text, TextSpan at)
        {
            var result = new StringBuilder(meant.Length + 8);
            for (var i = 0; i < meant.Length; i++)
            {
                var after = i + 1 < meant.Length ? meant[i + 1] : at.End < text.Length ? text[at.End] : '\n';
                result.Append(meant[i] switch
                {
                    '<' => "&lt;",
                    '>' => "&gt;",
                    '"' => "&quot;",
                    '\'' => "&#39;",
                    '&' when char.IsLetter(after) || after == '#' => "&amp;",
                    var c => c.ToString(),
                });
            }

            return result.ToString();
        }
    }
}
