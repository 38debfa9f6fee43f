using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// Resolves the raw text of a scalar, by its style: escapes, folded line ends, indentation (YAML 1.2.2, chapters 7.3
/// and 8.1). Works on any part of a scalar, because line ends are judged by the lines around them, not by the part.
/// </summary>
internal static class YamlScalarText
{
    /// <summary>The meaning of a span of a scalar.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="span">The content or a part of it, without quotes and without the header of a block scalar.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="indent">The indentation of a block scalar's content; not used elsewhere.</param>
    public static string Decode(string text, TextSpan span, ScalarStyle style, int indent)
    {
        if (IsVerbatim(text.AsSpan(span.Start, span.Length), style)) return text.Substring(span.Start, span.Length);
        var sink = new TextSink(text);
        Walk(text, span, style, indent, ref sink);
        return sink.Result.ToString();
    }

    /// <summary>The meaning of a span of a scalar, with its places.</summary>
    public static EmbeddedText Embed(string text, TextSpan span, ScalarStyle style, int indent)
    {
        if (IsVerbatim(text.AsSpan(span.Start, span.Length), style)) return EmbeddedText.Slice(text, span);
        var sink = new EmbeddedSink(text);
        Walk(text, span, style, indent, ref sink);
        return sink.Builder.Build();
    }

    private static bool IsVerbatim(ReadOnlySpan<char> raw, ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted => raw.IndexOfAny('\n', '\r', '\'') < 0,
        ScalarStyle.DoubleQuoted => raw.IndexOfAny('\n', '\r', '\\') < 0,
        _ => raw.IndexOfAny('\n', '\r') < 0,
    };

    private static void Walk<TSink>(string text, TextSpan span, ScalarStyle style, int indent, ref TSink sink)
        where TSink : struct, ISink
    {
        if (style == ScalarStyle.Literal) WalkLiteral(text, span, indent, ref sink);
        else if (style == ScalarStyle.Folded) WalkFolded(text, span, indent, ref sink);
        else WalkFlow(text, span, style, ref sink);
    }

    private static void WalkLiteral<TSink>(string text, TextSpan span, int indent, ref TSink sink)
        where TSink : struct, ISink
    {
        for (var at = span.Start; at < span.End;)
        {
            var end = LineEnd(text, at, span.End);
            var next = Math.Min(AfterBreak(text, end), span.End);
            if (next - end == 1 && text[end] == '\n')
            {
                sink.Append(TextSpan.FromBounds(at, next));
            }
            else
            {
                sink.Append(TextSpan.FromBounds(at, end));
                if (next > end) sink.AppendEscape(TextSpan.FromBounds(end, next), "\n");
            }

            at = next > end ? SkipIndent(text, next, indent, span.End) : next;
        }
    }

    private static void WalkFolded<TSink>(string text, TextSpan span, int indent, ref TSink sink)
        where TSink : struct, ISink
    {
        for (var at = span.Start; at < span.End;)
        {
            var end = LineEnd(text, at, span.End);
            sink.Append(TextSpan.FromBounds(at, end));
            if (end >= span.End) return;

            // All empty lines behind this one belong to the fold.
            var breaks = 0;
            var next = end;
            var content = end;
            while (next < text.Length && text[next] is '\n' or '\r')
            {
                breaks++;
                next = AfterBreak(text, next);
                content = SkipIndent(text, next, indent, text.Length);
                if (content < text.Length && text[content] is '\n' or '\r') next = content;
                else break;
            }

            var last = content >= text.Length || content > span.End || (content == span.End && breaks > 0 && content == next);
            var spaced = !last && (text[content] is ' ' or '\t' || StartsBlank(text, end, indent));
            var meaning = last || spaced ? new string('\n', breaks) : breaks == 1 ? " " : new string('\n', breaks - 1);
            var stop = Math.Min(content, span.End);
            sink.AppendEscape(TextSpan.FromBounds(end, stop), meaning);
            at = stop;
        }
    }

    private static bool StartsBlank(string text, int lineEnd, int indent)
    {
        var start = lineEnd;
        while (start > 0 && text[start - 1] is not ('\n' or '\r')) start--;
        return start + indent < lineEnd && text[start + indent] is ' ' or '\t';
    }

    private static void WalkFlow<TSink>(string text, TextSpan span, ScalarStyle style, ref TSink sink)
        where TSink : struct, ISink
    {
        var at = span.Start;
        var plain = at;
        while (at < span.End)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\n' or '\r')
            {
                var end = at;
                var breaks = 0;
                while (end < span.End && text[end] is ' ' or '\t' or '\n' or '\r')
                {
                    if (text[end] is '\n' or '\r') breaks++;
                    end = text[end] is '\n' or '\r' ? Math.Min(AfterBreak(text, end), span.End) : end + 1;
                }

                if (breaks > 0)
                {
                    sink.Append(TextSpan.FromBounds(plain, at));
                    sink.AppendEscape(TextSpan.FromBounds(at, end), breaks == 1 ? " " : new string('\n', breaks - 1));
                    plain = end;
                }

                at = end;
            }
            else if (c == '\\' && style == ScalarStyle.DoubleQuoted && at + 1 < span.End)
            {
                sink.Append(TextSpan.FromBounds(plain, at));
                var end = ReadEscape(text, at, span.End, out var meaning);
                if (meaning.Length > 0) sink.AppendEscape(TextSpan.FromBounds(at, end), meaning);
                plain = at = end;
            }
            else if (c == '\'' && style == ScalarStyle.SingleQuoted && at + 1 < span.End && text[at + 1] == '\'')
            {
                sink.Append(TextSpan.FromBounds(plain, at));
                sink.AppendEscape(new TextSpan(at, 2), "'");
                plain = at += 2;
            }
            else
            {
                at++;
            }
        }

        sink.Append(TextSpan.FromBounds(plain, span.End));
    }

    private static int ReadEscape(string text, int at, int end, out string meaning)
    {
        var c = text[at + 1];
        if (c is '\n' or '\r')
        {
            // An escaped line end joins the lines; empty lines behind it are line ends of their own.
            var next = Math.Min(AfterBreak(text, at + 1), end);
            var breaks = 0;
            while (next < end && text[next] is ' ' or '\t' or '\n' or '\r')
            {
                if (text[next] is '\n' or '\r') breaks++;
                next = text[next] is '\n' or '\r' ? Math.Min(AfterBreak(text, next), end) : next + 1;
            }

            meaning = new string('\n', breaks);
            return next;
        }

        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            var stop = at + 2 + digits;
            if (stop <= end && int.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= 0x10FFFF)
            {
                meaning = code is >= 0xD800 and <= 0xDFFF || code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code);
                return stop;
            }
        }

        meaning = c switch
        {
            '0' => "\0", 'a' => "\a", 'b' => "\b", 't' or '\t' => "\t", 'n' => "\n", 'v' => "\v", 'f' => "\f", 'r' => "\r", 'e' => "\u001b",
            'N' => "\u0085", '_' => "\u00a0", 'L' => "\u2028", 'P' => "\u2029", ' ' or '"' or '/' or '\\' => c.ToString(),
            _ => text.Substring(at, 2),
        };
        return at + 2;
    }

    /// <summary>Where the line that holds an offset ends, without its line end.</summary>
    public static int LineEnd(string text, int at, int limit)
    {
        var found = text.AsSpan(at, limit - at).IndexOfAny('\n', '\r');
        return found < 0 ? limit : at + found;
    }

    /// <summary>Where the next line begins, for an offset at a line end or the end of the text.</summary>
    public static int AfterBreak(string text, int at) =>
        at >= text.Length ? at : text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;

    private static int SkipIndent(string text, int at, int indent, int limit)
    {
        var stop = Math.Min(at + indent, limit);
        while (at < stop && text[at] == ' ') at++;
        return at;
    }

    private interface ISink
    {
        void Append(TextSpan span);

        void AppendEscape(TextSpan span, string meaning);
    }

    private readonly struct TextSink(string text) : ISink
    {
        public StringBuilder Result { get; } = new();

        public void Append(TextSpan span) => Result.Append(text, span.Start, span.Length);

        public void AppendEscape(TextSpan span, string meaning) => Result.Append(meaning);
    }

    private readonly struct EmbeddedSink(string text) : ISink
    {
        public EmbeddedText.Builder Builder { get; } = new(text);

        public void Append(TextSpan span) => Builder.Append(span);

        public void AppendEscape(TextSpan span, string meaning) => Builder.AppendEscape(span, meaning);
    }
}
