using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Rules;

/// <summary>Roles, keeps and rules together: decides what becomes of every occurrence of a file.</summary>
/// <param name="Roles">All roles.</param>
/// <param name="Keeps">What never changes.</param>
/// <param name="Rules">What changes.</param>
public sealed record RuleSet(ImmutableArray<Role> Roles, ImmutableArray<Keep> Keeps, ImmutableArray<Rule> Rules)
{
    private Vocabulary? _vocabulary;

    /// <summary>All names that are looked for.</summary>
    public Vocabulary Vocabulary => _vocabulary ??= new Vocabulary(Roles);

    /// <summary>The occurrences of all names in a file, in order.</summary>
    public ImmutableArray<Occurrence> Occurrences(SourceFile file, SyntaxDocument document)
    {
        var result = ImmutableArray.CreateBuilder<Occurrence>();
        foreach (var (start, name, meanings) in Vocabulary.Find(document))
        {
            if (document.LeafAt(start) is not { } leaf) continue;
            var occurrence = new Occurrence(file.Path, new(start, name.Length), file.Lines.PositionOf(start), name, meanings, leaf.Label, leaf.Path, leaf.Languages);
            if (!meanings.All(m => m.Role.IsCommonWord) || Rules.Any(r => r.Selects(occurrence))) result.Add(occurrence);
        }

        return result.ToImmutable();
    }

    /// <summary>Decides what becomes of the occurrences of a file when it is rewritten to a generation.</summary>
    /// <param name="file">The file.</param>
    /// <param name="document">What its reader made of it.</param>
    /// <param name="generation">The generation to which names change.</param>
    /// <param name="active">The rules that are at work now; another rule's places are left to it.</param>
    /// <param name="diagnostics">Where overlapping rules are reported.</param>
    public ImmutableArray<Decision> Decide(SourceFile file, SyntaxDocument document, string generation, ImmutableArray<Rule> active, ICollection<Diagnostic> diagnostics) =>
        [.. Occurrences(file, document).Select(o => Decide(file, o, generation, active, diagnostics))];

    private Decision Decide(SourceFile file, Occurrence occurrence, string generation, ImmutableArray<Rule> active, ICollection<Diagnostic> diagnostics)
    {
        if (Keeps.FirstOrDefault(k => k.Covers(occurrence, file)) is { } keep) return new Decision(occurrence, Disposition.Kept, keep.Because, Keep: keep);

        var selecting = active.Where(r => r.Selects(occurrence)).ToList();
        if (selecting.Count > 1) diagnostics.Add(Descriptors.RulesOverlap.At(file, occurrence.Span, selecting[0].Id, selecting[1].Id, occurrence.Text));
        if (selecting is [var rule, ..]) return DecideByRule(occurrence, rule, generation);
        if (!occurrence.IsOf(generation) && MovedBlocks.Remember(file.Path, occurrence.Path)) return new Decision(occurrence, Disposition.Kept, "it tells Terraform which address a state was kept under");
        return occurrence.IsOf(generation)
            ? new Decision(occurrence, Disposition.InPlace, $"already the name of {generation}")
            : new Decision(occurrence, Disposition.Leftover, $"the name of role '{occurrence.Meanings[0].Role.Id}' in {occurrence.Meanings[0].Generation}, and no rule or keep speaks of this place");
    }

    private static Decision DecideByRule(Occurrence occurrence, Rule rule, string generation)
    {
        if (rule.Except.FirstOrDefault(e => e.Where.Covers(occurrence)) is { } exception) return new Decision(occurrence, Disposition.Kept, exception.Because, rule);

        var wanted = rule.MeaningFor(occurrence)!.Role.Names[generation];
        if (wanted == occurrence.Text) return new Decision(occurrence, Disposition.InPlace, $"already the name of {generation}", rule);
        var disposition = rule.Safety == RuleSafety.Safe ? Disposition.Changed : Disposition.Proposed;
        return new Decision(occurrence, disposition, rule.Why, rule, wanted);
    }
}
