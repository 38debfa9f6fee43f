using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// Reads text that is YAML around the actions of a Go template, line by line: keys, values and comments as far as a
/// line tells, paths by indentation, actions token by token. It understands every text, because what a template
/// becomes is not known before it is run; branches of an <c>if</c> share their paths, and documents of one file begin
/// at the root alike. It is also what makes leaves of YAML that the parser refused.
/// </summary>
internal sealed class HelmTemplateReader
{
    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private readonly List<Level> _levels = [];
    private StructuralPath _path;
    private int _blockIndent = -1;

    private HelmTemplateReader(ReadRequest request)
    {
        _request = request;
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
        _path = request.Root;
    }

    /// <summary>True where a text holds an action: <c>{{</c> that is not an expression of GitHub's, and <c>}}</c> behind it.</summary>
    public static bool HasActions(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf("{{");
            if (next < 0) return false;
            at += next;
            if (at == 0 || text[at - 1] != '$') return text[(at + 2)..].Contains("}}", StringComparison.Ordinal);
            at += 2;
        }

        return false;
    }

    public static SyntaxDocument Read(ReadRequest request)
    {
        var reader = new HelmTemplateReader(request);
        for (var at = 0; at < request.Text.Length;) at = reader.ReadLine(at);
        return new SyntaxDocument(request, reader._leaves.Build(), []);
    }

    private int ReadLine(int start)
    {
        var at = SkipBlanks(start);
        var end = EndOfLogicalLine(at);
        var next = YamlScalarText.AfterBreak(_text, end);
        if (at >= end) return Math.Max(next, start + 1);
        if (_blockIndent >= 0)
        {
            if (at - start > _blockIndent || IsAction(at))
            {
                AddText(at, end, Label.Value, HelmValueCodec.Block);
                return next;
            }

            _blockIndent = -1;
        }

        if (_text[at] == '#') AddComment(at, end);
        else if (_text[at] == '%' && at == start) AddText(at + 1, end, Label.Directive, YamlCodecs.Line);
        else if (_text.AsSpan(at, end - at).StartsWith("---") && at == start) ReadMarker(at, end);
        else ReadContent(start, at, end);
        return next;
    }

    private void ReadMarker(int at, int end)
    {
        _levels.Clear();
        _path = _request.Root;
        var content = SkipBlanks(at + 3);
        if (content < end) ReadValue(content, end);
    }

    private void ReadContent(int lineStart, int at, int end)
    {
        var indent = at - lineStart;
        while (at + 1 < end && _text[at] == '-' && _text[at + 1] is ' ' or '\t' || at + 1 == end && _text[at] == '-')
        {
            EnterItem(indent);
            at = SkipBlanks(at + 1);
            indent = at - lineStart;
        }

        if (at >= end) return;
        var colon = FindColon(at, end);
        if (colon < 0)
        {
            _path = PathAbove(indent);
            ReadValue(at, end);
            return;
        }

        EnterKey(indent, _text[at..colon].Trim().Trim('"', '\''));
        AddText(at, colon, Label.Key, HelmValueCodec.Plain);
        var value = SkipBlanks(colon + 1);
        if (value < end) ReadValue(value, end, indent);
    }

    private void ReadValue(int at, int end, int keyIndent = -1)
    {
        if (_text[at] == '#')
        {
            AddComment(at, end);
            return;
        }

        while (at < end && _text[at] is '&' or '*' or '!')
        {
            var stop = YamlTrivia.EndOfProperty(_text, at, end);
            var label = _text[at] == '!' ? Label.Tag : Label.Anchor;
            AddText(at + 1, stop, label, label == Label.Tag ? YamlCodecs.Tag : YamlCodecs.Anchor);
            at = SkipBlanks(stop);
        }

        if (at >= end) return;
        if (_text[at] is '|' or '>' && keyIndent >= 0) _blockIndent = keyIndent;
        var comment = FindComment(at, end);
        if (_text[at] is '[' or '{' && !IsAction(at)) AddFlow(at, comment);
        else AddText(at, comment, _path.Segment is "kind" or "apiVersion" && keyIndent >= 0 ? Label.Type : Label.Value, CodecFor(at, comment));
        if (comment < end) AddComment(comment, end);
    }

    private HelmValueCodec CodecFor(int at, int end) => _text[at] switch
    {
        '"' when EndsWith('"', at, end) => HelmValueCodec.Double,
        '\'' when EndsWith('\'', at, end) => HelmValueCodec.Single,
        _ => HelmValueCodec.Plain,
    };

    private bool EndsWith(char quote, int at, int end)
    {
        while (end > at && _text[end - 1] is ' ' or '\t') end--;
        return end > at + 1 && _text[end - 1] == quote;
    }

    /// <summary>A flow collection on one line: its scalars one by one.</summary>
    private void AddFlow(int at, int end)
    {
        for (var start = at; at <= end;)
        {
            var stop = at == end || _text[at] is '[' or ']' or ',' or '{' or '}';
            if (at < end && IsAction(at))
            {
                at = Math.Min(HelmActionReader.EndOf(_text, at), end);
                continue;
            }

            if (stop)
            {
                AddText(start, at, Label.Value, HelmValueCodec.Plain);
                start = at + 1;
            }

            at++;
        }
    }

    /// <summary>Adds a piece of text: actions in it as such, the rest as leaves without the quotes around them.</summary>
    private void AddText(int start, int end, Label label, LeafCodec codec)
    {
        // An action can reach beyond the piece of text that it was found in.
        for (var at = Math.Max(start, _leaves.Position); at < end;)
        {
            var action = NextAction(at, end);
            AddPiece(at, Math.Min(action, end), label, codec);
            if (action >= end) return;
            at = AddAction(action);
        }
    }

    private void AddPiece(int start, int end, Label label, LeafCodec codec)
    {
        while (start < end && (char.IsWhiteSpace(_text[start]) || _text[start] is '"' or '\'')) start++;
        while (end > start && (char.IsWhiteSpace(_text[end - 1]) || _text[end - 1] is '"' or '\'')) end--;
        var raw = _text.AsSpan(start, end - start);
        if (raw.IsEmpty || (label != Label.Comment && !HasWord(raw))) return;
        _leaves.Add(TextSpan.FromBounds(start, end), label, _path, codec);
    }

    private static bool HasWord(ReadOnlySpan<char> raw)
    {
        foreach (var c in raw)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)) return true;
        }

        return false;
    }

    private int AddAction(int action)
    {
        var span = TextSpan.FromBounds(action, HelmActionReader.EndOf(_text, action));
        HelmActionReader.Add(_leaves, _text, span, _path);
        return span.End;
    }

    private void AddComment(int start, int end)
    {
        while (start < end && _text[start] is '#' or ' ' or '\t') start++;
        AddText(start, end, Label.Comment, HelmValueCodec.Block);
    }

    private void EnterItem(int indent)
    {
        while (_levels.Count > 0 && _levels[^1].Indent > indent) _levels.RemoveAt(_levels.Count - 1);
        if (_levels.Count > 0 && _levels[^1].Indent == indent && _levels[^1].IsList)
        {
            var list = _levels[^1];
            _levels[^1] = list with { Index = list.Index + 1, Path = list.Path.Parent!.Child(list.Index + 1) };
        }
        else
        {
            _levels.Add(new Level(indent, (_levels.Count > 0 ? _levels[^1].Path : _request.Root).Child(0), IsList: true, Index: 0));
        }

        _path = _levels[^1].Path;
    }

    private void EnterKey(int indent, string name)
    {
        while (_levels.Count > 0 && _levels[^1].Indent >= indent) _levels.RemoveAt(_levels.Count - 1);
        _path = (_levels.Count > 0 ? _levels[^1].Path : _request.Root).Child(name);
        // A chart of no use could nest without end; paths below a depth that nobody writes are cut off.
        if (_levels.Count < ReadRequest.MaxNesting) _levels.Add(new Level(indent, _path, IsList: false, Index: 0));
    }

    private StructuralPath PathAbove(int indent)
    {
        for (var i = _levels.Count - 1; i >= 0; i--)
        {
            if (_levels[i].Indent < indent || _levels[i].IsList) return _levels[i].Path;
        }

        return _request.Root;
    }

    /// <summary>The colon that ends a key, or -1.</summary>
    private int FindColon(int at, int end)
    {
        if (_text[at] is '[' or '{' or '#' && !IsAction(at)) return -1;
        for (var quote = '\0'; at < end; at++)
        {
            if (IsAction(at))
            {
                at = HelmActionReader.EndOf(_text, at) - 1;
                continue;
            }

            var c = _text[at];
            if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '"' or '\'' && (at == 0 || char.IsWhiteSpace(_text[at - 1]))) quote = c;
            else if (quote == '\0' && c == ':' && (at + 1 >= end || char.IsWhiteSpace(_text[at + 1]))) return at;
            else if (quote == '\0' && c == '#' && char.IsWhiteSpace(_text[at - 1])) return -1;
        }

        return -1;
    }

    private int FindComment(int at, int end)
    {
        var quote = _text[at] is '"' or '\'' ? _text[at] : '\0';
        for (at++; at < end; at++)
        {
            if (IsAction(at))
            {
                at = Math.Min(HelmActionReader.EndOf(_text, at), end) - 1;
                continue;
            }

            if (_text[at] == quote) quote = '\0';
            else if (quote == '\0' && _text[at] == '#' && _text[at - 1] is ' ' or '\t') return at;
        }

        return end;
    }

    private int NextAction(int at, int end)
    {
        for (var found = at; found < end;)
        {
            var next = _text.AsSpan(found, end - found).IndexOf("{{");
            if (next < 0) break;
            found += next;
            if (IsAction(found)) return found;
            found += 2;
        }

        return end;
    }

    private bool IsAction(int at) =>
        _text[at] == '{' && at + 1 < _text.Length && _text[at + 1] == '{' && (at == 0 || _text[at - 1] != '$');

    /// <summary>Where a line ends; an action carries it on over line ends of its own.</summary>
    private int EndOfLogicalLine(int at)
    {
        while (true)
        {
            var end = YamlScalarText.LineEnd(_text, at, _text.Length);
            var action = NextAction(at, end);
            if (action >= end) return end;
            at = HelmActionReader.EndOf(_text, action);
            if (at >= _text.Length) return _text.Length;
        }
    }

    private int SkipBlanks(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t') at++;
        return at;
    }

    private readonly record struct Level(int Indent, StructuralPath Path, bool IsList, int Index);
}
