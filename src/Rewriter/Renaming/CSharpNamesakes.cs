using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Renaming;

/// <summary>
/// Finds variables, members and types that are named after a foreign type of the old name: <c>List&lt;Endpoint&gt; _endpoints</c>,
/// <c>app.UseEndpoints(endpoints =&gt; …)</c>, <c>class MyEndpointSource : EndpointSource</c>. They keep their names with it.
/// </summary>
internal static class CSharpNamesakes
{
    private const string ForeignSymbol = "foreign-symbol";
    private const string Namesake = "foreign-namesake";

    public static ImmutableArray<string> In(SourceFile file, SyntaxDocument document, ImmutableArray<RenameOccurrence> occurrences, RenameFacts facts)
    {
        var foreign = occurrences.Where(o => o.Verdict.Code is ForeignSymbol or Namesake).Select(o => o.Span).ToArray();
        if (foreign.Length == 0) return [];
        var keys = ImmutableArray.CreateBuilder<string>();
        foreach (var occurrence in occurrences)
        {
            if (occurrence.Verdict.Tier != RenameTier.Applied || document.LeafAt(occurrence.Span.Start) is not { } leaf || !CSharpFacts.IsIdentifier(leaf)) continue;
            if (IsNamedAfter(file.Text, leaf.Span, foreign)) keys.AddRange(facts.CSharp.KeysWith(file.Path, leaf.Span));
        }

        return keys.ToImmutable();
    }

    private static bool IsNamedAfter(string text, TextSpan name, TextSpan[] foreign)
    {
        var type = TypeBefore(text, name.Start);
        if (!type.IsEmpty && Holds(type, foreign)) return true;
        var after = text.AsSpan(name.End);
        var blanks = after.Length - after.TrimStart().Length;
        var at = name.End + blanks;
        if (after.TrimStart().StartsWith("=> ") || after.TrimStart().StartsWith("=>\r") || after.TrimStart().StartsWith("=>\n")) return IsCallOfForeign(text, name.Start, foreign);
        if (after.TrimStart().StartsWith("= new ")) return Holds(Until(text, at, "({["), foreign);
        return IsDeclaredType(text, name.Start) && after.TrimStart().StartsWith(":") && Holds(Until(text, at, "{\n"), foreign);
    }

    /// <summary>The type before a declared name: back over one type and no further than the statement.</summary>
    private static TextSpan TypeBefore(string text, int name)
    {
        var end = name;
        while (end > 0 && text[end - 1] == ' ') end--;
        if (end == name || end == 0 || !(char.IsLetterOrDigit(text[end - 1]) || text[end - 1] is '>' or ']' or '?' or '_')) return default;
        var start = end;
        var depth = 0;
        while (start > 0)
        {
            var c = text[start - 1];
            if (c is '>' or ']') depth++;
            else if (c is '<' or '[' && depth > 0) depth--;
            else if (!(char.IsLetterOrDigit(c) || c is '_' or '.' or '?') && !(depth > 0 && c is ',' or ' ')) break;
            start--;
        }

        return TextSpan.FromBounds(start, end);
    }

    // UseEndpoints(endpoints => …): the parameter is what the call gives it.
    private static bool IsCallOfForeign(string text, int name, TextSpan[] foreign)
    {
        if (name == 0 || text[name - 1] != '(') return false;
        return foreign.Any(f => f.Start < name && text.AsSpan(f.End, name - 1 - f.End) is var rest && rest.Length < 40 && rest.IndexOfAnyExceptInRange('A', 'z') < 0);
    }

    private static bool IsDeclaredType(string text, int name)
    {
        var before = text.AsSpan(0, name).TrimEnd();
        return before.EndsWith("class") || before.EndsWith("interface") || before.EndsWith("struct") || before.EndsWith("record");
    }

    private static TextSpan Until(string text, int start, string ends)
    {
        var length = text.AsSpan(start).IndexOfAny(ends);
        return new TextSpan(start, length < 0 ? text.Length - start : length);
    }

    private static bool Holds(TextSpan span, TextSpan[] foreign) => foreign.Any(f => span.Contains(f));
}
