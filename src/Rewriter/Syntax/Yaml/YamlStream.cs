using System.Buffers;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rewriter.Syntax.Yaml;

/// <summary>
/// The events of a text with their places. Measured on YamlDotNet 16.3: marks of scalars and aliases count UTF-16
/// units and both characters of a CRLF; the start of a scalar is that of its anchor or tag; marks of empty scalars and
/// of block collections can lie elsewhere and are not used.
/// </summary>
internal sealed class YamlStream : IDisposable
{
    private const int LongestName = 24;

    // A shorter text stays at hand as it is.
    private const int LargeText = 16 * 1024;

    // Large files have nodes by the ten thousand; their array is lent, not made anew.
    private YamlNode[] _nodes;
    private int _count;
    private readonly string _text;
    private readonly NameCache? _names;

    private YamlStream(string text)
    {
        _text = text;
        _names = text.Length < LargeText ? null : new NameCache();
        _nodes = ArrayPool<YamlNode>.Shared.Rent(16 + (text.Length / 16));
    }

    /// <summary>What the parser did not accept, or null.</summary>
    public SyntaxProblem? Problem { get; private set; }

    /// <summary>How many documents there are.</summary>
    public int Documents { get; private set; }

    /// <summary>True where a flow mapping is the first key of another (<c>{{ x }}</c>): a template that happens to be YAML.</summary>
    public bool LooksLikeTemplate { get; private set; }

    public Span<YamlNode> Nodes => _nodes.AsSpan(0, _count);

    /// <summary>Gives the nodes back; none may be used any more.</summary>
    public void Dispose()
    {
        _nodes.AsSpan(0, _count).Clear();
        ArrayPool<YamlNode>.Shared.Return(_nodes);
        _nodes = [];
        _count = 0;
    }

    public static YamlStream Parse(string text)
    {
        var stream = new YamlStream(text);
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            // The parser takes NUL for the end of the file and would pass over the rest in silence.
            stream.Problem = new SyntaxProblem(new TextSpan(nul, 1), "the text holds a NUL character");
            return stream;
        }

        try
        {
            stream.Run();
        }
        catch (YamlException exception)
        {
            stream.Refuse((int)exception.Start.Index, exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException or NullReferenceException)
        {
            // The parser's own failure on a text that it does not expect; the text is refused like any other it cannot read.
            stream.Refuse(stream.LastEnd, $"the YAML parser failed here ({exception.Message.TrimEnd('.')})");
        }

        return stream;
    }

    private int LastEnd => _count == 0 ? 0 : _nodes[_count - 1].End;

    private void Refuse(int offset, string message) =>
        Problem ??= new SyntaxProblem(new TextSpan(Math.Clamp(offset, 0, _text.Length), 0), message.TrimEnd('.'));

    private void Run()
    {
        var parser = new Parser(new Scanner(new StringReader(_text)));
        var depth = 0;
        var flow = 0;
        // Every event but an end of something takes a character, or stands for a value that is missing.
        var limit = 8L + (4L * _text.Length);
        while (parser.MoveNext() && Problem is null)
        {
            if (--limit < 0) Refuse(LastEnd, "the YAML parser does not come to an end");
            switch (parser.Current)
            {
                case Scalar scalar:
                    AddScalar(scalar, flow > 0);
                    break;
                case AnchorAlias alias:
                    Add(YamlNodeKind.Alias, alias.Start, alias.End, flow > 0, alias.Value.Value);
                    break;
                case MappingStart mapping:
                    depth++;
                    if (mapping.Style == MappingStyle.Flow || flow > 0) flow++;
                    LooksLikeTemplate |= IsSecondBrace(mapping);
                    Add(YamlNodeKind.Mapping, mapping.Start, mapping.End, flow > 0, string.Empty);
                    break;
                case SequenceStart sequence:
                    depth++;
                    if (sequence.Style == SequenceStyle.Flow || flow > 0) flow++;
                    Add(YamlNodeKind.Sequence, sequence.Start, sequence.End, flow > 0, string.Empty);
                    break;
                case MappingEnd or SequenceEnd:
                    depth--;
                    if (flow > 0) flow--;
                    Add(YamlNodeKind.End, parser.Current.Start, parser.Current.End, flow > 0, string.Empty);
                    break;
                case DocumentStart start:
                    Documents++;
                    Add(YamlNodeKind.Document, start.Start, start.End, false, string.Empty);
                    break;
                default:
                    break;
            }

            if (depth > ReadRequest.MaxNesting) Refuse((int)parser.Current!.Start.Index, $"it is nested more than {ReadRequest.MaxNesting} levels deep");
        }
    }

    private bool IsSecondBrace(MappingStart mapping)
    {
        var start = (int)mapping.Start.Index;
        return mapping.Style == MappingStyle.Flow && start > 0 && start < _text.Length && _text[start] == '{' && _text[start - 1] == '{'
            && _count > 0 && _nodes[_count - 1] is { Kind: YamlNodeKind.Mapping } outer && outer.Start == start - 1;
    }

    // What is asked of the text is asked here, while the parser has it at hand: later each is a walk through memory. For
    // the same reason a short text that is met again, mostly a key, is one string.
    private void AddScalar(Scalar scalar, bool inFlow)
    {
        var value = scalar.Value;
        var isPlain = scalar.Style == ScalarStyle.Plain;
        ref var node = ref Next(YamlNodeKind.Scalar, scalar.Start, scalar.End, inFlow, _names is not null && value.Length <= LongestName ? _names.Get(value) : value);
        node.Style = scalar.Style;
        node.HasTag = !scalar.Tag.IsEmpty;
        node.IsEmpty = isPlain && value.Length == 0;
        node.IsString = isPlain && YamlPlainText.IsString(value);
    }

    private void Add(YamlNodeKind kind, Mark start, Mark end, bool inFlow, string value) => Next(kind, start, end, inFlow, value);

    /// <summary>The next node of the list, filled in its place; what is not set here is as in a new one.</summary>
    private ref YamlNode Next(YamlNodeKind kind, Mark start, Mark end, bool inFlow, string value)
    {
        if (_count == _nodes.Length) Grow();
        ref var node = ref _nodes[_count++];
        node.Kind = kind;
        node.InFlow = inFlow;
        node.Start = Clamp(start);
        node.End = Clamp(end);
        node.Value = value;
        node.Path = StructuralPath.Root;
        node.Container = StructuralPath.Root;
        return ref node;
    }

    private void Grow()
    {
        var larger = ArrayPool<YamlNode>.Shared.Rent(_count * 2);
        Nodes.CopyTo(larger);
        Nodes.Clear();
        ArrayPool<YamlNode>.Shared.Return(_nodes);
        _nodes = larger;
    }

    private int Clamp(Mark mark) => (int)Math.Min(mark.Index, _text.Length);
}
