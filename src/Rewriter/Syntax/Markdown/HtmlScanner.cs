using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Markdown;

/// <summary>
/// Tells the parts of HTML apart, line by line, as much as a document needs: names of tags and attributes, values,
/// links, comments, text. It remembers between lines what it stands in.
/// </summary>
internal sealed class HtmlScanner(string text, List<Piece> pieces)
{
    private enum State
    {
        Text,
        Tag,
        Quoted,
        Comment,
        Declaration,
        Raw,
    }

    private State _state;
    private char _quote;
    private string _attribute = string.Empty;
    private string _tag = string.Empty;

    /// <summary>Scans one line or a part of one.</summary>
    public void Scan(TextSpan line)
    {
        for (var at = line.Start; at < line.End;)
        {
            at = _state switch
            {
                State.Text => ScanText(at, line.End),
                State.Tag => ScanTag(at, line.End),
                State.Quoted => ScanQuoted(at, line.End),
                State.Comment => ScanUntil("-->", at, line.End, Label.Comment, MarkdownCodecs.Comment),
                State.Declaration => ScanUntil(">", at, line.End, Label.Directive, MarkdownCodecs.Html),
                _ => ScanRaw(at, line.End),
            };
        }
    }

    private int ScanText(int at, int end)
    {
        var rest = text.AsSpan(at, end - at);
        var open = rest.IndexOf('<');
        if (open != 0)
        {
            var stop = open < 0 ? end : at + open;
            Add(TextSpan.FromBounds(at, stop), Label.Prose, MarkdownCodecs.Html);
            return stop;
        }

        if (rest.StartsWith("<!--"))
        {
            _state = State.Comment;
            return at + 4;
        }

        if (rest is ['<', '!' or '?', ..])
        {
            _state = State.Declaration;
            return at + 2;
        }

        var name = rest is ['<', '/', ..] ? at + 2 : at + 1;
        var after = NameEnd(name, end);
        if (after == name) return name;
        _tag = text[name..after];
        Add(TextSpan.FromBounds(name, after), Label.Keyword, MarkdownCodecs.Name);
        _state = State.Tag;
        if (name == at + 2) _tag = string.Empty;
        return after;
    }

    private int ScanTag(int at, int end)
    {
        var c = text[at];
        if (c == '>')
        {
            _state = _tag.ToUpperInvariant() is "SCRIPT" or "STYLE" && text[at - 1] != '/' ? State.Raw : State.Text;
            return at + 1;
        }

        if (c is '"' or '\'')
        {
            (_state, _quote) = (State.Quoted, c);
            return at + 1;
        }

        if (char.IsWhiteSpace(c) || c is '=' or '/') return at + 1;
        var isValue = at > 0 && text[at - 1] == '=';
        var stop = isValue ? UnquotedEnd(at, end) : Math.Max(NameEnd(at, end), at + 1);
        var span = TextSpan.FromBounds(at, stop);
        if (isValue)
        {
            AddValue(span);
        }
        else
        {
            _attribute = text[at..stop];
            Add(span, Label.Key, MarkdownCodecs.Name);
        }

        return stop;
    }

    private int ScanQuoted(int at, int end)
    {
        var length = text.AsSpan(at, end - at).IndexOf(_quote);
        var stop = length < 0 ? end : at + length;
        AddValue(TextSpan.FromBounds(at, stop));
        if (length < 0) return end;
        _state = State.Tag;
        return stop + 1;
    }

    private int ScanUntil(string closing, int at, int end, Label label, LeafCodec codec)
    {
        var length = text.AsSpan(at, end - at).IndexOf(closing, StringComparison.Ordinal);
        var stop = length < 0 ? end : at + length;
        Add(TextSpan.FromBounds(at, stop), label, codec);
        if (length < 0) return end;
        _state = State.Text;
        return stop + closing.Length;
    }

    private int ScanRaw(int at, int end)
    {
        var length = text.AsSpan(at, end - at).IndexOf($"</{_tag}", StringComparison.OrdinalIgnoreCase);
        var stop = length < 0 ? end : at + length;
        Add(TextSpan.FromBounds(at, stop), Label.Code, MarkdownCodecs.CodeLine);
        if (length >= 0) _state = State.Text;
        return stop;
    }

    private void AddValue(TextSpan span)
    {
        var isLink = _attribute.ToUpperInvariant() is "HREF" or "SRC" or "SRCSET" or "ACTION" or "POSTER" or "CITE";
        Add(span, isLink ? Label.Link : Label.Value, MarkdownCodecs.Html);
    }

    private void Add(TextSpan span, Label label, LeafCodec codec)
    {
        if (SourceLines.Trim(text, span) is { IsEmpty: false } content) pieces.Add(new Piece(content, label, codec));
    }

    private int NameEnd(int at, int end)
    {
        while (at < end && !char.IsWhiteSpace(text[at]) && text[at] is not ('>' or '<' or '=' or '/' or '"' or '\'')) at++;
        return at;
    }

    private int UnquotedEnd(int at, int end)
    {
        while (at < end && !char.IsWhiteSpace(text[at]) && text[at] != '>') at++;
        return at;
    }
}
