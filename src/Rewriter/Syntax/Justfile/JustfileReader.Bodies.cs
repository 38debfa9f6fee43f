using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Justfile;

/// <summary>The bodies of recipes.</summary>
internal sealed partial class JustfileReader
{
    /// <summary>Reads the indented lines at the current place.</summary>
    private void ReadBody(StructuralPath path)
    {
        var lines = BodyLines();
        if (lines.IsEmpty) return;
        var end = lines[^1].End;
        var first = lines[0];
        if (_text.AsSpan(first.Start, first.Length).StartsWith("#!"))
        {
            ReadScript(lines, path, IsShell(_text.AsSpan(first.Start, first.Length)));
        }
        else
        {
            for (var i = 0; i < lines.Length && !Failed;)
            {
                var count = 1;
                while (i + count < lines.Length && EndsWithBackslash(lines[i + count - 1])) count++;
                lines[i] = SkipSigns(lines[i]);
                ReadScript(lines.Slice(i, count), path, isShell: true);
                i += count;
            }
        }

        if (!Failed) _at = end;
    }

    /// <summary>The lines of the body without their indentation, their line ends included; moves behind them.</summary>
    private Span<TextSpan> BodyLines()
    {
        var lines = _lines;
        lines.Clear();
        var at = _at;
        var indent = -1;
        var blanks = 0;
        while (at < _text.Length)
        {
            var end = PhysicalEnd(at);
            var next = AfterLineEnd(end);
            var content = at;
            while (content < end && _text[content] is ' ' or '\t') content++;
            if (content >= end)
            {
                lines.Add(TextSpan.FromBounds(Math.Min(end, next), next));
                blanks++;
                at = next;
                continue;
            }

            if (content == at) break;
            if (indent < 0) indent = content - at;
            lines.Add(TextSpan.FromBounds(Math.Min(content, at + indent), next));
            blanks = 0;
            at = next;
        }

        var body = CollectionsMarshal.AsSpan(lines)[..^blanks];
        while (body.Length > 0 && body[0].Length <= 2 && _text.AsSpan(body[0].Start, body[0].Length).IsWhiteSpace()) body = body[1..];
        return body;
    }

    private bool EndsWithBackslash(TextSpan line)
    {
        var end = line.End;
        while (end > line.Start && _text[end - 1] is '\r' or '\n') end--;
        var count = 0;
        while (end - count > line.Start && _text[end - count - 1] == '\\') count++;
        return count % 2 == 1;
    }

    private TextSpan SkipSigns(TextSpan line)
    {
        var at = line.Start;
        while (at < line.End && _text[at] is '@' or '-' or '?' && line.End - at > 1) at++;
        return TextSpan.FromBounds(at, line.End);
    }

    private static bool IsShell(ReadOnlySpan<char> shebang)
    {
        foreach (var range in shebang.TrimEnd()[2..].Split(' '))
        {
            var word = shebang.TrimEnd()[2..][range];
            if (word[(word.LastIndexOf('/') + 1)..] is "sh" or "bash" or "zsh" or "dash" or "ksh") return true;
        }

        return false;
    }

    private void ReadScript(ReadOnlySpan<TextSpan> lines, StructuralPath path, bool isShell)
    {
        _script ??= new EmbeddedText.Builder(_text);
        _holes.Clear();
        var at = lines[0].Start;
        foreach (var line in lines)
        {
            at = Math.Max(at, line.Start);
            if (!AppendLine(_script, line.End, ref at)) return;
        }

        if (at > lines[^1].End)
        {
            Fail(lines[^1].Start, "a string of an interpolation reaches beyond the command that it stands in");
            return;
        }

        var embedded = _script.BuildAndKeep();
        var whole = TextSpan.FromBounds(lines[0].Start, lines[^1].End);
        if (isShell && embedded.Text.Length > 0 && _request.ReadEmbedded("shell", embedded.Text, path, _holes.Count == 0 ? null : new HoleSet([.. _holes])) is { } leaves)
            _leaves.AddEmbedded(embedded, leaves, JustCodecs.Recipe, whole);
        else AddCode(embedded, whole, path);
    }

    /// <summary>Appends a line; two braces open an expression, four are two.</summary>
    private bool AppendLine(EmbeddedText.Builder builder, int end, ref int at)
    {
        while (at < end)
        {
            var length = _text.AsSpan(at, end - at).IndexOf("{{");
            var open = length < 0 ? end : at + length;
            builder.Append(TextSpan.FromBounds(at, open));
            at = open;
            if (at >= end) break;
            if (_text.AsSpan(at, end - at).StartsWith("{{{{"))
            {
                builder.AppendEscape(new TextSpan(at, 4), "{{");
                at += 4;
                continue;
            }

            if (!AppendInterpolation(builder, ref at)) return false;
        }

        return true;
    }

    private bool AppendInterpolation(EmbeddedText.Builder builder, ref int at)
    {
        var close = InterpolationEnd(at + 2);
        if (close < 0)
        {
            Fail(at, "'}}' of an interpolation is missing");
            return false;
        }

        var span = TextSpan.FromBounds(at, close + 2);
        if (NameIn(at + 2, close) is { } name)
        {
            _holes.Add(NameHole(name, at, builder.Length, span.Length));
            builder.Append(span);
            at = span.End;
            return true;
        }

        var reader = new JustfileReader(_request with { Text = _text.Substring(at + 2, close - at - 2) }, inHole: true);
        reader.ReadExpression(_request.Root, lines: true);
        reader.SkipBlanks(lines: true);
        if (!reader.Failed && !reader.AtEnd) reader.Fail(reader._at, "an operator was expected");
        if (reader.Failed)
        {
            Fail(at + 2 + Math.Min(reader._problems[0].Span.Start, span.Length - 2), reader._problems[0].Message);
            return false;
        }

        var start = builder.Length;
        _holes.Add(new Hole(new TextSpan(start, span.Length), reader._leaves.BuildHole(start + 2)));
        builder.Append(span);
        at = span.End;
        return true;
    }

    /// <summary>The name that an expression consists of; null for any other expression.</summary>
    private TextSpan? NameIn(int start, int end)
    {
        while (start < end && _text[start] is ' ' or '\t') start++;
        while (end > start && _text[end - 1] is ' ' or '\t') end--;
        return end > start && NameEnd(start) == end && _text.AsSpan(start, end - start) is not "if" ? TextSpan.FromBounds(start, end) : null;
    }

    /// <summary>What most interpolations are: a name between braces.</summary>
    private Hole NameHole(TextSpan name, int outer, int inner, int length)
    {
        var leaf = new SyntaxLeaf(new TextSpan(name.Start - outer + inner, name.Length), Label.Variable, _request.Root, _request.Languages, JustCodecs.Name, VariableOf(name.Start, name.End, isDefinition: false));
        return new Hole(new TextSpan(inner, length), [leaf]);
    }

    /// <summary>Where two closing braces stand outside of strings; -1 where there are none on this line.</summary>
    private int InterpolationEnd(int at)
    {
        var depth = 0;
        for (; at < _text.Length; at++)
        {
            var c = _text[at];
            if (c is '"' or '\'' or '`')
            {
                var width = at + 2 < _text.Length && _text[at + 1] == c && _text[at + 2] == c ? 3 : 1;
                var close = FindClose(at + width, c, width);
                if (close < 0) return -1;
                at = close + width - 1;
            }
            else if (c == '{')
            {
                depth++;
            }
            else if (c == '}' && depth > 0)
            {
                depth--;
            }
            else if (c == '}')
            {
                return at + 1 < _text.Length && _text[at + 1] == '}' ? at : -1;
            }
            else if (c == '\n')
            {
                return -1;
            }
        }

        return -1;
    }

    private void AddCode(EmbeddedText embedded, TextSpan whole, StructuralPath path)
    {
        var at = whole.Start;
        foreach (var hole in _holes)
        {
            var outer = embedded.ToOuter(hole.Span);
            AddCodeLines(at, outer[0].Start, path);
            if (Failed) return;
            foreach (var leaf in hole.Leaves) _leaves.Add(leaf with { Span = embedded.ToOuter(leaf.Span)[0] });
            at = outer[^1].End;
        }

        AddCodeLines(at, whole.End, path);
    }

    private void AddCodeLines(int start, int end, StructuralPath path)
    {
        while (start < end)
        {
            var lineEnd = Math.Min(end, PhysicalEnd(start));
            AddTrimmed(start, lineEnd, Label.Code, path, JustCodecs.Recipe);
            start = AfterLineEnd(lineEnd);
        }
    }
}
