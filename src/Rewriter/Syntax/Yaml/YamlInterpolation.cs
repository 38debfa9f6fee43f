using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>Reads the text of a scalar that holds expressions or is a script.</summary>
internal static class YamlInterpolation
{
    /// <summary>The leaves of a scalar's text, in its own coordinates.</summary>
    public static ImmutableArray<SyntaxLeaf> Read(ReadRequest request, YamlDialect dialect, string text, in YamlNode node, YamlScalarRole role, string? language)
    {
        var holes = FindHoles(request, dialect, text, node.Path);
        if (role == YamlScalarRole.Expression && holes.IsEmpty && dialect.ReadExpression(request, text, 0, text.Length, node.Path) is { } expression) return expression;
        if (role == YamlScalarRole.Script && language is not null && request.ReadEmbedded(language, text, node.Path, new HoleSet(holes)) is { } script) return script;

        var label = role switch
        {
            YamlScalarRole.Script => Label.Code,
            YamlScalarRole.Type => Label.Type,
            _ => node.IsKey ? Label.Key : Label.Value,
        };
        return Split(request, text, holes, label, node.Path, holes.IsEmpty ? dialect.SymbolOf(node) : null);
    }

    private static ImmutableArray<SyntaxLeaf> Split(ReadRequest request, string text, ImmutableArray<Hole> holes, Label label, StructuralPath path, SymbolReference? symbol)
    {
        var leaves = new LeafBuilder(text, request.Languages, path);
        foreach (var hole in holes)
        {
            AddText(TextSpan.FromBounds(leaves.Position, hole.Span.Start));
            leaves.Add(hole);
        }

        AddText(TextSpan.FromBounds(leaves.Position, text.Length));
        return leaves.Build();

        // Line ends around the text are left to trivia.
        void AddText(TextSpan span)
        {
            var raw = text.AsSpan(span.Start, span.Length);
            if (raw.IsWhiteSpace()) return;
            var start = span.Start + (raw.Length - raw.TrimStart("\n").Length);
            var end = span.Start + raw.TrimEnd("\n").Length;
            leaves.Add(TextSpan.FromBounds(start, end), label, path, symbol: symbol);
        }
    }

    private static ImmutableArray<Hole> FindHoles(ReadRequest request, YamlDialect dialect, string text, StructuralPath path)
    {
        if (dialect.ExpressionOpening is not { } opening) return [];
        var holes = ImmutableArray.CreateBuilder<Hole>();
        for (var at = 0; at < text.Length;)
        {
            var start = text.IndexOf(opening, at, StringComparison.Ordinal);
            if (start < 0) break;
            var end = dialect.EndOfExpression(text, start);
            if (end < 0)
            {
                at = start + opening.Length;
                continue;
            }

            holes.Add(new Hole(TextSpan.FromBounds(start, end), ReadHole(request, dialect, text, start, end, opening.Length, path)));
            at = end;
        }

        return holes.ToImmutable();
    }

    private static ImmutableArray<SyntaxLeaf> ReadHole(ReadRequest request, YamlDialect dialect, string text, int start, int end, int openingLength, StructuralPath path)
    {
        var content = TextSpan.FromBounds(start + openingLength, end - openingLength + 1);
        if (dialect.ReadExpression(request, text, content.Start, content.End, path) is { } inner) return inner;
        return content.IsEmpty ? [] : [new SyntaxLeaf(content, Label.Code, path, request.Languages, LeafCodec.Verbatim)];
    }
}
