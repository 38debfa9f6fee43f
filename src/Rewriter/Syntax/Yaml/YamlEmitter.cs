using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// Makes leaves of nodes and of what lies between them: indicators, comments, anchors, tags and directives, which the
/// parser gives no places for.
/// </summary>
internal sealed class YamlEmitter
{
    private readonly ReadRequest _request;
    private readonly string _text;
    private readonly LeafBuilder _leaves;
    private YamlDialect _dialect = new();
    private StructuralPath _before;

    private YamlEmitter(ReadRequest request)
    {
        _request = request;
        _text = request.Text;
        _leaves = new LeafBuilder(_text, request.Languages, request.Root);
        _before = request.Root;
    }

    public static ImmutableArray<SyntaxLeaf> Emit(ReadRequest request, YamlStream stream, YamlStructure structure)
    {
        var emitter = new YamlEmitter(request);
        var document = 0;
        var nodes = stream.Nodes;

        // Every third node ends something; scripts have many leaves a node.
        emitter._leaves.Expect(nodes.Length * 2);
        for (var i = 0; i < nodes.Length; i++)
        {
            ref readonly var node = ref nodes[i];
            switch (node.Kind)
            {
                case YamlNodeKind.Document:
                    var rest = nodes[(i + 1)..];
                    var end = 0;
                    while (end < rest.Length && rest[end].Kind != YamlNodeKind.Document) end++;
                    emitter._dialect = YamlDialect.Of(request.Path, structure.Documents[document++], rest[..end]);
                    break;
                case YamlNodeKind.Scalar:
                    emitter.EmitScalar(node);
                    break;
                case YamlNodeKind.Alias:
                    emitter.EmitAlias(node);
                    break;
            }
        }

        emitter.Gap(request.Text.Length, request.Root);
        return emitter._leaves.Build();
    }

    private void EmitAlias(in YamlNode node)
    {
        Gap(node.Start, node.Container);
        // The mark of an alias can begin at its star only.
        var start = node.Start < _text.Length && _text[node.Start] == '*' ? node.Start + 1 : node.Start;
        _leaves.Add(TextSpan.FromBounds(start, Math.Max(start, node.End)), Label.Anchor, node.Path, YamlCodecs.Anchor, new SymbolReference("yaml.anchor", node.Value, false));
        _before = node.Path;
    }

    private void EmitScalar(in YamlNode node)
    {
        if (node.IsEmpty) return;
        var content = YamlTrivia.SkipProperties(_text, Math.Max(node.Start, _leaves.Position), node.End);
        Gap(Math.Min(node.Start, content), node.Container);
        Gap(content, node.Path);
        switch (node.Style)
        {
            case ScalarStyle.Literal or ScalarStyle.Folded:
                EmitBlock(node, content);
                break;
            case ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted:
                EmitContent(node, TextSpan.FromBounds(content + 1, Math.Max(content + 1, node.End - 1)), YamlCodecs.Quoted(node.Style), 0);
                break;
            default:
                var isString = node.HasTag || node.IsString;
                EmitContent(node, TextSpan.FromBounds(content, node.End), YamlCodecs.Plain(node.InFlow, isString), 0);
                break;
        }

        _before = node.Path;
    }

    private void EmitBlock(in YamlNode node, int header)
    {
        var headerEnd = YamlScalarText.LineEnd(_text, header, node.End);
        for (var i = header + 1; i < headerEnd && _text[i] is '+' or '-' or (>= '0' and <= '9'); i++)
        {
            if (char.IsAsciiDigit(_text[i])) _leaves.Add(new TextSpan(i, 1), Label.Keyword, node.Path);
        }

        var block = YamlBlock.Find(_text, YamlScalarText.AfterBreak(_text, headerEnd), node.End, node.Value);
        if (block.Content.IsEmpty) return;
        Gap(block.Content.Start, node.Path);
        EmitContent(node, block.Content, YamlCodecs.Block(node.Style, block.Indent), block.Indent);
    }

    private void EmitContent(in YamlNode node, TextSpan span, LeafCodec codec, int indent)
    {
        string? language = null;
        var role = node.IsKey ? YamlScalarRole.Value : _dialect.RoleOf(node, out language);
        var opening = _dialect.ExpressionOpening;
        var hasExpressions = opening is not null && _text.AsSpan(span.Start, span.Length).Contains(opening, StringComparison.Ordinal);
        if (role is YamlScalarRole.Value or YamlScalarRole.Type && !hasExpressions)
        {
            var label = node.IsKey ? Label.Key : role == YamlScalarRole.Type ? Label.Type : Label.Value;
            _leaves.Add(span, label, node.Path, codec, _dialect.SymbolOf(node));
            return;
        }

        if (role == YamlScalarRole.Script && node.Style is ScalarStyle.Literal or ScalarStyle.Folded)
            span = TextSpan.FromBounds(span.Start, Math.Min(YamlScalarText.AfterBreak(_text, span.End), node.End));
        var embedded = YamlScalarText.Embed(_text, span, node.Style, indent);
        var inner = YamlInterpolation.Read(_request, _dialect, embedded.Text, node, role, language);
        _leaves.AddEmbedded(embedded, inner, codec, span);
    }

    /// <summary>Makes leaves of what lies before an offset.</summary>
    private void Gap(int end, StructuralPath path)
    {
        for (var at = _leaves.Position; at < end;)
        {
            var c = _text[at];
            if (c == ' ') at = SkipSpaces(at, end);
            else if (c == '#') at = Comment(at, end, path);
            else if (c == '%' && AtLineStart(at)) at = Add(at + 1, YamlScalarText.LineEnd(_text, at, end), Label.Directive, path, YamlCodecs.Line);
            else if (c == '&') at = Anchor(at + 1, YamlTrivia.EndOfProperty(_text, at, end), path);
            else if (c == '!') at = Tag(at, YamlTrivia.EndOfProperty(_text, at, end), path);
            else if (char.IsLetterOrDigit(c)) at = Add(at, YamlTrivia.EndOfProperty(_text, at, end), Label.Code, path, LeafCodec.Verbatim);
            else at++;
        }
    }

    private int SkipSpaces(int at, int end)
    {
        var skipped = _text.AsSpan(at, end - at).IndexOfAnyExcept(' ');
        return skipped < 0 ? end : at + skipped;
    }

    private int Comment(int at, int end, StructuralPath path)
    {
        var stop = YamlScalarText.LineEnd(_text, at, end);
        var sameLine = HasContentBefore(at);
        var start = at;
        while (start < stop && _text[start] is '#' or ' ' or '\t') start++;
        var last = stop;
        while (last > start && char.IsWhiteSpace(_text[last - 1])) last--;
        _leaves.Add(TextSpan.FromBounds(start, last), Label.Comment, sameLine ? _before : path, YamlCodecs.Line);
        return stop;
    }

    private int Anchor(int start, int end, StructuralPath path)
    {
        _leaves.Add(TextSpan.FromBounds(start, Math.Max(start, end)), Label.Anchor, path, YamlCodecs.Anchor, new SymbolReference("yaml.anchor", _text[start..Math.Max(start, end)], true));
        return Math.Max(start, end);
    }

    private int Tag(int start, int end, StructuralPath path)
    {
        var stop = end > start && _text[end - 1] == '>' ? end - 1 : end;
        while (start < stop && _text[start] is '!' or '<') start++;
        _leaves.Add(TextSpan.FromBounds(start, stop), Label.Tag, path, YamlCodecs.Tag);
        return Math.Max(end, start);
    }

    private int Add(int start, int end, Label label, StructuralPath path, LeafCodec codec)
    {
        var stop = end;
        while (stop > start && char.IsWhiteSpace(_text[stop - 1])) stop--;
        _leaves.Add(TextSpan.FromBounds(start, stop), label, path, codec);
        return Math.Max(end, start);
    }

    private bool HasContentBefore(int at)
    {
        while (at > 0 && _text[at - 1] is ' ' or '\t') at--;
        return !AtLineStart(at);
    }

    private bool AtLineStart(int at) => at == 0 || _text[at - 1] is '\n' or '\r';
}
