using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Diagnostics;
using Rewriter.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rewriter.Definitions;

/// <summary>
/// Reads a YAML definition file into nodes that know their places. Anchors and tags have no use here and are refused,
/// so that what a reviewer reads is what is meant.
/// </summary>
public static class DefinitionFile
{
    private const int MaxDepth = 32;

    /// <summary>Reads the one document of a file; null where it is broken, with diagnostics.</summary>
    public static DefinitionMap? Read(SourceFile file, ICollection<Diagnostic> diagnostics)
    {
        var parser = new Parser(new StringReader(file.Text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                diagnostics.Add(Descriptors.DefinitionBroken.At(file, default, "the file is empty"));
                return null;
            }

            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _)) throw new SemanticErrorException(parser.Current!.Start, parser.Current.End, "a second document begins here; a definition file holds one");
            if (root is DefinitionMap map) return map;
            diagnostics.Add(Descriptors.DefinitionShape.At(file, root.Span, "the file", "a mapping", root.Kind));
        }
        catch (YamlException broken)
        {
            var span = TextSpan.FromBounds(Clamp(broken.Start.Index, file), Clamp(Math.Max(broken.End.Index, broken.Start.Index), file));
            diagnostics.Add(Descriptors.DefinitionBroken.At(file, span, FirstSentence(broken)));
        }

        catch (InvalidOperationException)
        {
            // The scanner of the library gives up this way on some files, behind the last thing that it understood.
            var at = Clamp(parser.Current?.End.Index ?? 0, file);
            diagnostics.Add(Descriptors.DefinitionBroken.At(file, TextSpan.FromBounds(at, at), "the YAML cannot be read any further behind this place; look for a bracket or a quote that is not closed"));
        }

        return null;
    }

    private static int Clamp(long offset, SourceFile file) => (int)Math.Clamp(offset, 0, file.Text.Length);

    private static string FirstSentence(YamlException broken) =>
        (broken.InnerException?.Message ?? broken.Message).TrimEnd('.') is var text && text.Contains("): ", StringComparison.Ordinal) ? text[(text.IndexOf("): ", StringComparison.Ordinal) + 3)..] : text;

    private static DefinitionNode ReadNode(IParser parser, int depth)
    {
        if (parser.Current is NodeEvent node && depth > MaxDepth) throw new SemanticErrorException(node.Start, node.End, $"more than {MaxDepth} levels are nested");
        if (parser.Current is AnchorAlias alias) throw new SemanticErrorException(alias.Start, alias.End, "aliases are not used in definition files; write the value out");
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored) throw new SemanticErrorException(anchored.Start, anchored.End, "anchors are not used in definition files");
        return parser.Current switch
        {
            Scalar => ReadScalar(parser),
            SequenceStart => ReadList(parser, depth),
            MappingStart => ReadMap(parser, depth),
            { } other => throw new SemanticErrorException(other.Start, other.End, "a value is missing here"),
            null => throw new SemanticErrorException("the file ends too early"),
        };
    }

    private static DefinitionScalar ReadScalar(IParser parser)
    {
        var scalar = parser.Consume<Scalar>();
        return new DefinitionScalar(SpanOf(scalar.Start, scalar.End), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private static DefinitionList ReadList(IParser parser, int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<DefinitionNode>();
        while (!parser.Accept<SequenceEnd>(out _)) items.Add(ReadNode(parser, depth + 1));
        var end = parser.Consume<SequenceEnd>();
        return new DefinitionList(SpanOf(start.Start, end.End), items.ToImmutable());
    }

    private static DefinitionMap ReadMap(IParser parser, int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<(DefinitionScalar, DefinitionNode)>();
        while (!parser.Accept<MappingEnd>(out _))
        {
            if (parser.Current is not Scalar) throw new SemanticErrorException(parser.Current!.Start, parser.Current.End, "a key must be a text");
            entries.Add((ReadScalar(parser), ReadNode(parser, depth + 1)));
        }

        var end = parser.Consume<MappingEnd>();
        return new DefinitionMap(SpanOf(start.Start, end.End), entries.ToImmutable());
    }

    private static TextSpan SpanOf(Mark start, Mark end) => TextSpan.FromBounds((int)start.Index, (int)Math.Max(start.Index, end.Index));
}
