using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Pulumi;

/// <summary>
/// Keeps a resource that gets another logical name: the old name becomes an alias in its options, merged into what
/// stands there, so that the engine sees one resource under a new name and not an old one to delete and a new one to
/// create. What cannot be extended is refused with its reason.
/// </summary>
public static class PulumiAliasRewriter
{
    /// <summary>
    /// Renames all resources of a logical name, in every file: their literals, and an alias for each of them and for
    /// every other resource whose name is made of what was changed. Nothing where no resource has the old name.
    /// </summary>
    /// <returns>An outcome for each file that changes or would have to; all-or-nothing is the caller's.</returns>
    public static ImmutableSortedDictionary<RepoPath, EditOutcome> Rename(PulumiProgram program, string oldName, string newName)
    {
        if (oldName == newName) return ImmutableSortedDictionary<RepoPath, EditOutcome>.Empty;
        var literals = new Dictionary<RepoPath, List<TextChange>>();
        var refusals = new Dictionary<RepoPath, List<SyntaxProblem>>();
        foreach (var resource in program.Resources.Where(r => r.LogicalName == oldName))
        {
            if (PulumiNameLiteral.Find(resource.Name, program, oldName) is { } literal) Append(literals, literal.File, new TextChange(literal.Span, newName));
            else Append(refusals, resource.File, new SyntaxProblem(resource.NameSpan, $"the logical name '{oldName}' is put together from parts; rename the parts"));
        }

        var changes = literals.ToDictionary(l => l.Key, l => (IReadOnlyCollection<TextChange>)[.. l.Value.Distinct()]);
        return Complete(program, changes, refusals);
    }

    /// <summary>
    /// The changes that must go along with a rename: for every resource whose logical name the given changes make
    /// another, an alias of its old name.
    /// </summary>
    /// <param name="program">The program before the changes.</param>
    /// <param name="changes">Changes of the files' texts, as they will be written (escaped).</param>
    /// <returns>For each file that needs any, the changes to add to the given ones, or why there are none.</returns>
    public static ImmutableSortedDictionary<RepoPath, EditOutcome> AliasesFor(PulumiProgram program, IReadOnlyDictionary<RepoPath, IReadOnlyCollection<TextChange>> changes)
    {
        var after = PulumiProgramAnalyzer.Analyze(program.Files.Values.Select(f => changes.TryGetValue(f.Path, out var own) ? SourceFile.FromText(f.Path, f.Apply(own)) : f));
        var result = ImmutableSortedDictionary.CreateBuilder<RepoPath, EditOutcome>();
        foreach (var file in program.Files.Values)
        {
            var before = program.Resources.Where(r => r.File == file.Path).ToList();
            var now = after.Resources.Where(r => r.File == file.Path).ToList();
            var outcome = AliasesOf(program, file, before, now, changes.GetValueOrDefault(file.Path) ?? []);
            if (!outcome.Changes.IsEmpty || !outcome.Refusals.IsEmpty) result[file.Path] = outcome;
        }

        return result.ToImmutable();
    }

    private static EditOutcome AliasesOf(PulumiProgram program, SourceFile file, List<PulumiResource> before, List<PulumiResource> now, IReadOnlyCollection<TextChange> changes)
    {
        if (before.Count != now.Count) return new EditOutcome([], [new SyntaxProblem(before.Count > 0 ? before[0].Span : default, "the resources of the file cannot be told any more after the edit")]);
        var added = ImmutableArray.CreateBuilder<TextChange>();
        var refusals = ImmutableArray.CreateBuilder<SyntaxProblem>();
        foreach (var (old, renamed) in before.Zip(now))
        {
            if (old.LogicalName is not null && old.LogicalName == renamed.LogicalName) continue;
            var alias = AliasExpression(old, changes, out var refusal);
            if (refusal is not null) refusals.Add(new SyntaxProblem(old.NameSpan, refusal));
            if (alias is null) continue;
            var edit = new PulumiOptionsEditor(program.Facts, file.Text, old).Add(alias);
            if (edit.Refusal is { } reason) refusals.Add(new SyntaxProblem(old.Span, reason));
            added.AddRange(edit.Changes);
        }

        if (refusals.Count > 0) return new EditOutcome([], refusals.ToImmutable());
        var all = added.Concat(changes).ToList();
        return CSharpParsing.Parse(file.Apply(all), file.Path, out _) is { } tree && CSharpParsing.ProblemsOf(tree).Count == 0
            ? new EditOutcome(added.ToImmutable(), [])
            : new EditOutcome([], [new SyntaxProblem(before[0].Span, "the file could not be read any more with the aliases in it")]);
    }

    /// <summary>
    /// The old name as an expression: a literal where it is known; otherwise the old expression itself, where only its
    /// text changes and not what it refers to. Null where the name does not change.
    /// </summary>
    private static string? AliasExpression(PulumiResource old, IReadOnlyCollection<TextChange> changes, out string? refusal)
    {
        refusal = null;
        if (old.LogicalName is { } known) return SymbolDisplay.FormatLiteral(known, quote: true);
        var touched = changes.Where(c => old.NameSpan.Contains(c.Span)).ToList();
        if (touched.Count == 0) return null;
        var texts = old.Name.DescendantTokens().Where(t => t.RawKind is (int)SyntaxKind.InterpolatedStringTextToken or (int)SyntaxKind.StringLiteralToken).Select(t => t.Span).ToList();
        if (touched.All(c => texts.Exists(t => t.Contains(c.Span)))) return old.Name.ToString();
        refusal = "the logical name changes with a symbol, and its old text is not known";
        return null;
    }

    private static ImmutableSortedDictionary<RepoPath, EditOutcome> Complete(PulumiProgram program, Dictionary<RepoPath, IReadOnlyCollection<TextChange>> literals, Dictionary<RepoPath, List<SyntaxProblem>> refusals)
    {
        var escaped = new Dictionary<RepoPath, IReadOnlyCollection<TextChange>>();
        foreach (var (path, replacements) in literals)
        {
            var file = program.Files[path];
            var outcome = DocumentEditor.Edit(file, LanguageCatalog.Read(file), replacements);
            foreach (var refusal in outcome.Refusals) Append(refusals, path, refusal);
            escaped[path] = outcome.Changes;
        }

        var result = ImmutableSortedDictionary.CreateBuilder<RepoPath, EditOutcome>();
        foreach (var (path, refusal) in refusals) result[path] = new EditOutcome([], [.. refusal]);
        if (refusals.Count > 0) return result.ToImmutable();
        foreach (var (path, changes) in escaped) result[path] = new EditOutcome([.. changes], []);
        foreach (var (path, outcome) in AliasesFor(program, escaped))
        {
            var literal = result.TryGetValue(path, out var known) ? known.Changes : [];
            result[path] = outcome.IsProven ? new EditOutcome([.. literal.Concat(outcome.Changes).OrderBy(c => c.Span.Start)], []) : outcome;
        }

        return result.ToImmutable();
    }

    private static void Append<T>(Dictionary<RepoPath, List<T>> lists, RepoPath path, T item)
    {
        if (!lists.TryGetValue(path, out var list)) lists[path] = list = [];
        list.Add(item);
    }
}
