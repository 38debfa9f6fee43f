using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Dockerfile;

/// <summary>Shell forms and here-documents.</summary>
internal sealed partial class DockerfileReader
{
    private readonly List<Heredoc> _heredocs = [];

    // What is needed for each script is kept for the next one.
    private readonly List<TextSpan> _comments = [];
    private EmbeddedText.Builder? _script;

    private sealed record Heredoc(int At, string Delimiter, bool Quoted, bool Indented, bool IsScript, StructuralPath Path);

    /// <summary>
    /// Reads the rest of the instruction, and the here-documents that it begins, as one shell script without the comments
    /// that stand between its lines.
    /// </summary>
    private void ReadShell(StructuralPath path)
    {
        if (_at >= _end) return;
        var builder = _script ??= new EmbeddedText.Builder(_text);
        var comments = _comments;
        comments.Clear();
        var start = _at;
        var codeEnd = _end;
        AppendLines(builder, comments);
        var end = IncludeHeredocs(builder, start, codeEnd);
        if (Failed) return;
        var embedded = builder.BuildAndKeep();
        var leaves = _request.ReadEmbedded("shell", embedded.Text, path);
        if (leaves is null) AddCode(start, end, path, comments);
        else AddShellLeaves(embedded, leaves.Value, comments, TextSpan.FromBounds(start, end));
        _at = Failed ? _at : end;
    }

    private void AppendLines(EmbeddedText.Builder builder, List<TextSpan> comments)
    {
        var at = _at;
        while (at < _end)
        {
            var lineEnd = Math.Min(_end, PhysicalEnd(at));
            var next = Math.Min(_end, AfterLineEnd(lineEnd));
            var escape = ContinuationStart(at, lineEnd);
            if (escape < 0 || lineEnd >= _end)
            {
                builder.Append(TextSpan.FromBounds(at, escape >= 0 && lineEnd >= _text.Length ? escape : lineEnd));
                return;
            }

            // The shell knows the backslash directly before a line end itself; other continuations are taken out.
            builder.Append(TextSpan.FromBounds(at, _escape == '\\' && escape + 1 == lineEnd ? next : escape));
            at = next;
            while (at < _end && IsBlankOrComment(at, PhysicalEnd(at)))
            {
                comments.Add(TextSpan.FromBounds(at, PhysicalEnd(at)));
                at = AfterLineEnd(PhysicalEnd(at));
            }
        }
    }

    private void AddShellLeaves(EmbeddedText embedded, ImmutableArray<SyntaxLeaf> leaves, List<TextSpan> comments, TextSpan whole)
    {
        leaves = WithVariables(leaves);
        if (comments.Count == 0)
        {
            _leaves.AddEmbedded(embedded, leaves, LeafCodec.Verbatim, whole);
            return;
        }

        var next = 0;
        foreach (var leaf in leaves)
        {
            var spans = embedded.ToOuter(leaf.Span);
            while (next < comments.Count && comments[next].Start < spans[0].Start) AddComment(comments[next++]);
            if (next < comments.Count && comments[next].Start < spans[^1].End)
            {
                Fail(comments[next].Start, "a comment stands inside of a word");
                return;
            }

            foreach (var span in spans) _leaves.Add(leaf with { Span = span });
        }

        while (next < comments.Count) AddComment(comments[next++]);
    }

    /// <summary>A variable that ARG or ENV set before is that variable in the shell too.</summary>
    private ImmutableArray<SyntaxLeaf> WithVariables(ImmutableArray<SyntaxLeaf> leaves)
    {
        if (!_hasVariables) return leaves;
        ImmutableArray<SyntaxLeaf>.Builder? changed = null;
        for (var i = 0; i < leaves.Length; i++)
        {
            if (leaves[i].Symbol is not { Kind: "shell.variable", IsDefinition: false } use || _words.Find(use.Name) is not { IsVariable: true } declared) continue;
            changed ??= leaves.ToBuilder();
            changed[i] = leaves[i] with { Symbol = declared.Use };
        }

        return changed?.MoveToImmutable() ?? leaves;
    }

    private void AddComment(TextSpan line)
    {
        var hash = _text.AsSpan(line.Start, line.Length).IndexOf('#');
        if (hash >= 0) AddTrimmed(line.Start + hash + 1, line.End, Label.Comment, _request.Root, DockerCodecs.Line);
    }

    private void AddCode(int start, int end, StructuralPath path, List<TextSpan> comments)
    {
        var next = 0;
        for (var at = start; at < end;)
        {
            var lineEnd = Math.Min(end, PhysicalEnd(at));
            if (next < comments.Count && comments[next].Start <= at) AddComment(comments[next++]);
            else AddTrimmed(at, lineEnd, Label.Code, path, DockerCodecs.Line);
            at = Math.Max(at + 1, AfterLineEnd(lineEnd));
        }
    }

    // ---- here-documents ---------------------------------------------------------------------------------------

    /// <summary>Appends the bodies of the here-documents that the shell text begins; gives where the last one ends.</summary>
    private int IncludeHeredocs(EmbeddedText.Builder builder, int start, int codeEnd)
    {
        var end = codeEnd;
        var isFirst = true;
        foreach (var heredoc in FindHeredocs(start, codeEnd))
        {
            var from = AfterLineEnd(end);
            var (_, _, closeEnd) = FindClose(heredoc, from);
            if (closeEnd < 0)
            {
                Fail(heredoc.At, $"the here-document '{heredoc.Delimiter}' is not closed");
                return end;
            }

            if (isFirst) builder.Append(TextSpan.FromBounds(codeEnd, from));
            else builder.Append(TextSpan.FromBounds(end, from));
            builder.Append(TextSpan.FromBounds(from, closeEnd));
            (end, isFirst) = (closeEnd, false);
        }

        return end;
    }

    /// <summary>The here-documents begun between two offsets, as BuildKit finds them: a word that begins with two signs, outside of quotes.</summary>
    private List<Heredoc> FindHeredocs(int start, int end)
    {
        if (!_text.AsSpan(start, end - start).Contains("<<", StringComparison.Ordinal)) return [];
        var found = new List<Heredoc>();
        var quote = '\0';
        for (var at = start; at < end; at++)
        {
            var c = _text[at];
            if (c == _escape) at++;
            else if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c == '<' && at + 2 < end && _text[at + 1] == '<' && BeginsWord(at, start) && ParseHeredoc(at, end) is { } heredoc)
            {
                found.Add(heredoc);
                at = heredoc.At;
            }
            else if (c == '<')
            {
                while (at + 1 < end && _text[at + 1] == '<') at++;
            }
        }

        return found;
    }

    private bool BeginsWord(int at, int start)
    {
        while (at > start && char.IsAsciiDigit(_text[at - 1])) at--;
        return at == start || char.IsWhiteSpace(_text[at - 1]);
    }

    private Heredoc? ParseHeredoc(int at, int end)
    {
        at += 2;
        var indented = at < end && _text[at] == '-';
        if (indented) at++;
        var quoted = at < end && _text[at] is '"' or '\'';
        var quote = quoted ? _text[at++] : '\0';
        var start = at;
        while (at < end && (char.IsAsciiLetterOrDigit(_text[at]) || _text[at] is '_' or '.' or '-')) at++;
        if (at == start || (quoted && (at >= end || _text[at] != quote))) return null;
        return new Heredoc(start, _text[start..at], quoted, indented, false, _request.Root);
    }

    private (int BodyEnd, int Start, int End) FindClose(Heredoc heredoc, int from)
    {
        for (var line = from; line < _text.Length;)
        {
            var end = PhysicalEnd(line);
            var start = line;
            while (heredoc.Indented && start < end && _text[start] == '\t') start++;
            if (_text.AsSpan(start, end - start).SequenceEqual(heredoc.Delimiter)) return (line, start, end);
            line = AfterLineEnd(end);
        }

        return (-1, -1, -1);
    }

    private bool IsOnlyHeredocs()
    {
        var found = FindHeredocs(_at, _end);
        if (found.Count == 0) return false;
        var last = _at;
        foreach (var heredoc in found)
        {
            var opening = heredoc.At - (heredoc.Quoted ? 1 : 0) - (heredoc.Indented ? 1 : 0) - 2;
            if (!_text.AsSpan(last, opening - last).IsWhiteSpace()) return false;
            last = heredoc.At + heredoc.Delimiter.Length + (heredoc.Quoted ? 1 : 0);
        }

        return _text.AsSpan(last, _end - last).IsWhiteSpace();
    }

    /// <summary>Reads words of which some begin here-documents; their bodies follow behind the instruction.</summary>
    private void ReadHeredocWords(StructuralPath path, bool isScript)
    {
        while (_at < _end && !Failed)
        {
            if (_text[_at] == '<' && _at + 2 < _end && _text[_at + 1] == '<' && ParseHeredoc(_at, _end) is { } heredoc)
            {
                Add(heredoc.At, heredoc.At + heredoc.Delimiter.Length, Label.Delimiter, path, DockerCodecs.Name);
                _heredocs.Add(heredoc with { IsScript = isScript, Path = path });
                _at = heredoc.At + heredoc.Delimiter.Length + (heredoc.Quoted ? 1 : 0);
            }
            else
            {
                ReadWord(Label.Argument, path);
            }

            SkipBlanks();
        }
    }

    private void ReadHeredocBodies()
    {
        foreach (var heredoc in _heredocs)
        {
            if (Failed) return;
            var (bodyEnd, start, end) = FindClose(heredoc, _at);
            if (bodyEnd < 0)
            {
                Fail(heredoc.At, $"the here-document '{heredoc.Delimiter}' is not closed");
                return;
            }

            ReadBody(heredoc, bodyEnd);
            Add(start, end, Label.Delimiter, heredoc.Path, DockerCodecs.Name);
            if (!Failed) _at = AfterLineEnd(end);
        }

        _heredocs.Clear();
    }

    private void ReadBody(Heredoc heredoc, int bodyEnd)
    {
        if (heredoc.IsScript && bodyEnd > _at && IsShellScript(_at))
        {
            var embedded = EmbeddedText.Slice(_text, TextSpan.FromBounds(_at, bodyEnd));
            if (_request.ReadEmbedded("shell", embedded.Text, heredoc.Path) is { } leaves)
            {
                _leaves.AddEmbedded(embedded, WithVariables(leaves), LeafCodec.Verbatim, TextSpan.FromBounds(_at, bodyEnd));
                _at = bodyEnd;
                return;
            }
        }

        while (_at < bodyEnd && !Failed)
        {
            var end = Math.Min(bodyEnd, PhysicalEnd(_at));
            if (heredoc.IsScript || heredoc.Quoted) AddTrimmed(_at, end, heredoc.IsScript ? Label.Code : Label.Value, heredoc.Path, DockerCodecs.Line);
            else ReadBodyLine(end, heredoc.Path);
            if (!Failed) _at = AfterLineEnd(end);
        }
    }

    /// <summary>A line of a file's text, in which only expansions are special.</summary>
    private void ReadBodyLine(int end, StructuralPath path)
    {
        var run = _at;
        while (_at < end && !Failed)
        {
            var c = _text[_at];
            var isExpansion = c == '$' && _at + 1 < end && (_text[_at + 1] == '{' || _text[_at + 1] == '_' || char.IsAsciiLetter(_text[_at + 1]));
            if (c == _escape)
            {
                _at = Math.Min(end, _at + 2);
            }
            else if (isExpansion)
            {
                AddTrimmed(run, _at, Label.Value, path, QuotedCodec);
                ReadExpansion(end, path);
                run = _at;
            }
            else
            {
                _at++;
            }
        }

        AddTrimmed(run, Math.Min(_at, end), Label.Value, path, QuotedCodec);
    }

    private bool IsShellScript(int at)
    {
        var line = _text.AsSpan(at, PhysicalEnd(at) - at);
        return !line.StartsWith("#!") || line.EndsWith("sh") || line.Contains("sh ", StringComparison.Ordinal);
    }
}
