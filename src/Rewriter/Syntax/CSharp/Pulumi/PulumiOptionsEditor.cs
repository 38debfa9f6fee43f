using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>Puts an alias into the options of one resource, in whichever form they are written.</summary>
internal sealed class PulumiOptionsEditor(PulumiFacts facts, string text, PulumiResource resource)
{
    private const string Property = "Aliases";

    /// <summary>Adds an alias of a name; no change where it is there already.</summary>
    /// <param name="alias">The old name as a C# expression.</param>
    public LeafEdit Add(string alias)
    {
        if (resource.IsDeclaredHere && resource.OwnOptions is null) return LeafEdit.Refuse($"no constructor of {resource.TypeName} takes resource options, so it cannot be given an alias");
        var options = OptionsArgument();
        return options is null ? Append(alias) : Extend(options.Expression, alias);
    }

    /// <summary>
    /// The argument that is the options: the one that says so by its name or its type, else the place where the
    /// constructor takes them. Generated resources take a name, arguments and options.
    /// </summary>
    private ArgumentSyntax? OptionsArgument()
    {
        var arguments = resource.Creation.ArgumentList!.Arguments;
        var byName = resource.OwnOptions?.Name ?? "options";
        if (arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText is { } name && (name == byName || name is "options" or "opts")) is { } named) return named;
        if (arguments.FirstOrDefault(a => IsOptions(a.Expression)) is { } typed) return typed;
        var place = resource.IsDeclaredHere ? resource.OwnOptions!.Ordinal : 2;
        if (place < arguments.Count && arguments[place].NameColon is null) return arguments[place];
        return arguments.Skip(1).FirstOrDefault(a => a is { NameColon: null, Expression: IdentifierNameSyntax variable } && variable.Identifier.ValueText.Contains("opt", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsOptions(ExpressionSyntax expression) => expression switch
    {
        ObjectCreationExpressionSyntax creation => PulumiSyntax.IsOptionsType(PulumiSyntax.SimpleName(creation.Type)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } => PulumiSyntax.IsOptionsType(PulumiSyntax.SimpleName(call.Expression)),
        _ => false,
    };

    private LeafEdit Append(string alias)
    {
        var list = resource.Creation.ArgumentList!;
        var needsName = resource.IsDeclaredHere ? list.Arguments.Count != resource.OwnOptions!.Ordinal : list.Arguments.Count != 2;
        var name = needsName || list.Arguments.Any(a => a.NameColon is not null) ? (resource.OwnOptions?.Name ?? "options") + ": " : string.Empty;
        var last = list.Arguments[^1];
        var separator = BeginsLine(last) && list.Arguments.Count > 1 ? "," + LineEnd() + Indentation(last.SpanStart) : ", ";
        return Insert(last.Span.End, $"{separator}{name}new {OptionsType()} {{ {Property} = {{ {Element(alias)} }} }}");
    }

    private LeafEdit Extend(ExpressionSyntax options, string alias)
    {
        switch (options)
        {
            case ParenthesizedExpressionSyntax inner:
                return Extend(inner.Expression, alias);
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure:
                return Extend(sure.Operand, alias);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression }:
                return LeafEdit.Of([new TextChange(options.Span, $"new {OptionsType()} {{ {Property} = {{ {Element(alias)} }} }}")]);
            case BaseObjectCreationExpressionSyntax creation:
                return ExtendCreation(creation, alias);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Merge" } } merge
                when merge.ArgumentList.Arguments.Select(a => a.Expression).OfType<BaseObjectCreationExpressionSyntax>().LastOrDefault() is { } part:
                return ExtendCreation(part, alias);
            default:
                return LeafEdit.Refuse($"the options of the resource are the expression '{options}', which cannot be given an alias where it stands");
        }
    }

    private LeafEdit ExtendCreation(BaseObjectCreationExpressionSyntax creation, string alias)
    {
        if (creation.Initializer is not { } initializer) return Insert(creation.Span.End, $" {{ {Property} = {{ {Element(alias)} }} }}");
        if (initializer.ContainsDirectives) return LeafEdit.Refuse("the options of the resource hold directives such as #if");
        var existing = initializer.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(a => a.Left is IdentifierNameSyntax { Identifier.ValueText: Property });
        return existing is null
            ? AddElement(initializer.OpenBraceToken, initializer.CloseBraceToken, initializer.Expressions.Cast<SyntaxNode>().ToList(), TrailingComma(initializer.Expressions), $"{Property} = {{ {Element(alias)} }}")
            : AddToAliases(existing.Right, alias);
    }

    private LeafEdit AddToAliases(ExpressionSyntax aliases, string alias)
    {
        switch (aliases)
        {
            case InitializerExpressionSyntax list:
                return AddToList(list, alias);
            case BaseObjectCreationExpressionSyntax { Initializer: { } list }:
                return AddToList(list, alias);
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } empty:
                return Insert(empty.Span.End, $" {{ {Element(alias)} }}");
            case ImplicitArrayCreationExpressionSyntax array:
                return AddToList(array.Initializer, alias);
            case ArrayCreationExpressionSyntax { Initializer: { } list }:
                return AddToList(list, alias);
            case CollectionExpressionSyntax collection:
                return IsPresent(collection.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression), alias)
                    ? LeafEdit.Of([])
                    : AddElement(collection.OpenBracketToken, collection.CloseBracketToken, [.. collection.Elements], TrailingComma(collection.Elements), Element(alias));
            default:
                return LeafEdit.Refuse($"the aliases of the resource are the expression '{aliases}', which cannot be extended where it stands");
        }
    }

    private LeafEdit AddToList(InitializerExpressionSyntax list, string alias) =>
        IsPresent(list.Expressions, alias)
            ? LeafEdit.Of([])
            : AddElement(list.OpenBraceToken, list.CloseBraceToken, list.Expressions.Cast<SyntaxNode>().ToList(), TrailingComma(list.Expressions), Element(alias));

    /// <summary>True where an alias of that name stands in the list, as a name or at the end of a URN.</summary>
    private bool IsPresent(IEnumerable<ExpressionSyntax> elements, string alias)
    {
        var name = facts.Evaluate(SyntaxFactory.ParseExpression(alias));
        foreach (var property in elements.OfType<BaseObjectCreationExpressionSyntax>().Where(e => e.Initializer is { Expressions.Count: 1 }).Select(e => e.Initializer!.Expressions[0]).OfType<AssignmentExpressionSyntax>())
        {
            var value = facts.Evaluate(property.Right);
            var sameName = property.Left.ToString() == "Name" && (property.Right.ToString() == alias || (name is not null && value == name));
            var sameUrn = property.Left.ToString() == "Urn" && name is not null && value?.EndsWith("::" + name, StringComparison.Ordinal) == true;
            if (sameName || sameUrn) return true;
        }

        return false;
    }

    /// <summary>Adds an element as its neighbours are written: on the line or on one of its own, with a last comma or without.</summary>
    private LeafEdit AddElement(SyntaxToken open, SyntaxToken close, List<SyntaxNode> elements, SyntaxToken trailingComma, string element)
    {
        if (elements.Count == 0) return AddFirst(open, close, element);
        var last = elements[^1];
        var hasComma = trailingComma.RawKind != 0;
        var end = hasComma ? trailingComma.Span.End : last.Span.End;
        var lineBreak = text.AsSpan(last.Span.End, close.SpanStart - last.Span.End).IndexOfAny('\r', '\n') >= 0 || BeginsLine(last);
        if (!lineBreak) return Insert(end, hasComma ? $" {element}," : $", {element}");

        // A comment behind the last element belongs to it, so the new line begins behind the comment.
        var behind = hasComma ? trailingComma : last.GetLastToken();
        var comment = behind.TrailingTrivia.Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia)).Select(t => t.Span.End).LastOrDefault();
        var line = LineEnd() + Indentation(last.SpanStart) + element + (hasComma ? "," : string.Empty);
        if (comment <= end) return Insert(end, (hasComma ? string.Empty : ",") + line);
        return hasComma ? Insert(comment, line) : LeafEdit.Of([new TextChange(new TextSpan(end, 0), ","), new TextChange(new TextSpan(comment, 0), line)]);
    }

    private LeafEdit AddFirst(SyntaxToken open, SyntaxToken close, string element)
    {
        var inside = TextSpan.FromBounds(open.Span.End, close.SpanStart);
        if (!string.IsNullOrWhiteSpace(text.Substring(inside.Start, inside.Length))) return LeafEdit.Refuse("the options of the resource hold nothing but a comment");
        if (text.AsSpan(inside.Start, inside.Length).IndexOfAny('\r', '\n') < 0)
        {
            var blank = open.IsKind(SyntaxKind.OpenBracketToken) ? string.Empty : " ";
            return LeafEdit.Of([new TextChange(inside, blank + element + blank)]);
        }

        return Insert(open.Span.End, LineEnd() + Indentation(close.SpanStart) + "    " + element);
    }

    private string Element(string alias) => $"new {Qualified("Alias")} {{ Name = {alias} }}";

    private string OptionsType()
    {
        if (resource.OwnOptions is { TypeName: not "ResourceOptions" } own) return own.TypeName;
        return Qualified(resource.IsComponent ? "ComponentResourceOptions" : "CustomResourceOptions");
    }

    /// <summary>A type of the SDK as the file can name it; by its full name where it is not imported, or another is called so too.</summary>
    private string Qualified(string type)
    {
        var usings = facts.UsingsOf(resource.Creation.SyntaxTree.GetRoot()).Where(u => u.Alias is null && u.StaticKeyword.RawKind == 0).Select(u => u.Name?.ToString()).ToList();
        var ambiguous = facts.TypeOf(type) is not null || (type == "Alias" && usings.Any(u => u?.EndsWith(".Kms", StringComparison.Ordinal) == true || u?.EndsWith(".Lambda", StringComparison.Ordinal) == true));
        return usings.Contains(PulumiSyntax.Root) && !ambiguous ? type : PulumiSyntax.Root + "." + type;
    }

    private static SyntaxToken TrailingComma<T>(SeparatedSyntaxList<T> list)
        where T : SyntaxNode => list.SeparatorCount == list.Count && list.Count > 0 ? list.GetSeparator(list.SeparatorCount - 1) : default;

    private bool BeginsLine(SyntaxNode node) => string.IsNullOrWhiteSpace(text[LineStart(node.SpanStart)..node.SpanStart]) && LineStart(node.SpanStart) > 0;

    private int LineStart(int offset) => offset == 0 ? 0 : text.LastIndexOfAny(['\r', '\n'], offset - 1) + 1;

    private string Indentation(int offset)
    {
        var start = LineStart(offset);
        var end = start;
        while (end < text.Length && text[end] is (' ' or '\t')) end++;
        return text[start..end];
    }

    /// <summary>The line end of the file, as its first line has it.</summary>
    private string LineEnd()
    {
        var at = text.AsSpan().IndexOfAny('\r', '\n');
        return at < 0 ? "\n" : text[at] == '\n' ? "\n" : at + 1 < text.Length && text[at + 1] == '\n' ? "\r\n" : "\r";
    }

    private static LeafEdit Insert(int at, string newText) => LeafEdit.Of([new TextChange(new TextSpan(at, 0), newText)]);
}
