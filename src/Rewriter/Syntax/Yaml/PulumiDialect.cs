using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.Yaml;

/// <summary>Programs of Pulumi YAML: <c>${name.property}</c> in a scalar refers to a resource, a variable or a setting.</summary>
internal sealed class PulumiDialect(StructuralPath root) : YamlDialect
{
    private const string Kind = "pulumi.name";
    private static readonly RestrictedCodec Name = new("a reference", text => text.Length > 0 && text.All(IsNameCharacter));

    public override string ExpressionOpening => "${";

    public override int EndOfExpression(string text, int opening)
    {
        // $${ is an escape: the dollar sign stands for itself.
        if (opening > 0 && text[opening - 1] == '$') return -1;
        var quoted = false;
        for (var i = opening + 2; i < text.Length && text[i] is not ('\n' or '{'); i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (text[i] == '}' && !quoted) return i + 1;
        }

        return -1;
    }

    public override ImmutableArray<SyntaxLeaf>? ReadExpression(ReadRequest request, string text, int start, int end, StructuralPath path)
    {
        var leaves = ImmutableArray.CreateBuilder<SyntaxLeaf>();
        for (var at = start; at < end;)
        {
            var next = at;
            while (next < end && IsNameCharacter(text[next])) next++;
            if (next > at)
            {
                var span = TextSpan.FromBounds(at, next);
                var symbol = at == start ? new SymbolReference(Kind, text[at..next], IsDefinition: false) : null;
                leaves.Add(new SyntaxLeaf(span, Label.Address, path, request.Languages, Name, symbol));
                at = next;
            }
            else
            {
                at++;
            }
        }

        return leaves.ToImmutable();
    }

    public override YamlScalarRole RoleOf(in YamlNode node, out string? language)
    {
        language = null;
        return Is(node.Path, root, "resources", "*", "type") ? YamlScalarRole.Type : YamlScalarRole.Value;
    }

    public override SymbolReference? SymbolOf(in YamlNode node) =>
        node.IsKey && (Is(node.Path, root, "resources", "*") || Is(node.Path, root, "variables", "*") || Is(node.Path, root, "config", "*") || Is(node.Path, root, "configuration", "*"))
            ? new SymbolReference(Kind, node.Value, IsDefinition: true)
            : null;

    // White space within the braces is left to punctuation's neighbour, so a name is anything that is no sign.
    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or ':' or '/';
}
