using System.Text.RegularExpressions;

namespace Rewriter.GitHub.TestServer.Api;

/// <summary>One operation of GraphQL, without fragments, aliases, directives and literals: values are variables.</summary>
/// <param name="IsMutation">True for a mutation, false for a query.</param>
/// <param name="Variables">The types of its variables.</param>
/// <param name="Selection">What it asks for.</param>
public sealed partial record GraphQlDocument(bool IsMutation, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<GraphQlField> Selection)
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It is none, or not of this form.</exception>
    public static GraphQlDocument Parse(string text)
    {
        var tokens = new Queue<string>(Token().Matches(text).Select(m => m.Value));
        var kind = tokens.Dequeue();
        if (kind is not ("query" or "mutation")) throw new FormatException($"'{kind}' is no operation");
        if (tokens.Peek() is not ("(" or "{")) tokens.Dequeue();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (tokens.Peek() == "(")
        {
            tokens.Dequeue();
            while (tokens.Peek() != ")")
            {
                Take(tokens, "$");
                var name = tokens.Dequeue();
                Take(tokens, ":");
                variables[name] = TypeOf(tokens);
            }

            tokens.Dequeue();
        }

        var selection = Fields(tokens);
        return tokens.Count == 0 ? new GraphQlDocument(kind == "mutation", variables, selection) : throw new FormatException($"'{tokens.Peek()}' is too much");
    }

    private static List<GraphQlField> Fields(Queue<string> tokens)
    {
        Take(tokens, "{");
        var fields = new List<GraphQlField>();
        while (tokens.Peek() != "}")
        {
            var name = tokens.Dequeue();
            var arguments = tokens.Peek() == "(" ? Members(tokens, "(", ")") : [];
            fields.Add(new GraphQlField(name, arguments, tokens.Peek() == "{" ? Fields(tokens) : []));
        }

        tokens.Dequeue();
        return fields;
    }

    private static Dictionary<string, object> Members(Queue<string> tokens, string open, string close)
    {
        Take(tokens, open);
        var members = new Dictionary<string, object>(StringComparer.Ordinal);
        while (tokens.Peek() != close)
        {
            var name = tokens.Dequeue();
            Take(tokens, ":");
            if (tokens.Peek() == "{")
            {
                members[name] = Members(tokens, "{", "}");
                continue;
            }

            Take(tokens, "$");
            members[name] = tokens.Dequeue();
        }

        tokens.Dequeue();
        return members;
    }

    private static string TypeOf(Queue<string> tokens)
    {
        var type = tokens.Dequeue();
        if (type == "[")
        {
            type = "[" + TypeOf(tokens) + "]";
            Take(tokens, "]");
        }

        return tokens.Peek() == "!" ? type + tokens.Dequeue() : type;
    }

    private static void Take(Queue<string> tokens, string wanted)
    {
        var found = tokens.Dequeue();
        if (found != wanted) throw new FormatException($"'{wanted}' is expected, not '{found}'");
    }

    // Commas are blanks in GraphQL.
    [GeneratedRegex(@"\w+|[^\s\w,]")]
    private static partial Regex Token();
}
