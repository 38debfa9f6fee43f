using System.Runtime.CompilerServices;
using Rewriter.Syntax.CSharp.Symbols;

namespace Rewriter.Renaming.Rules;

/// <summary>A framework's type or member keeps its name, however it is spelled; the repository's own follow.</summary>
internal sealed class CSharpSymbolRule : IOccurrenceRule
{
    private static readonly RenameVerdict Package = RenameVerdict.Leave("foreign-symbol", "nothing in this repository declares it, so a package must");

    public RenameVerdict? Judge(OccurrenceContext occurrence) =>
        CSharpFacts.IsIdentifier(occurrence.Leaf) ? Ask(occurrence) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RenameVerdict? Ask(OccurrenceContext occurrence)
    {
        var verdict = occurrence.Facts.CSharp.VerdictOf(occurrence.File.Path, occurrence.Leaf.Span);
        return verdict.Kind switch
        {
            SymbolVerdictKind.Foreign => RenameVerdict.Leave("foreign-symbol", $"{verdict.DisplayName} is declared by a framework or a package"),
            SymbolVerdictKind.UnresolvedUnknown => Package,
            _ => null,
        };
    }
}
