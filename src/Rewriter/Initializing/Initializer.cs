using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Migrations;
using Rewriter.Migrations.Reading;
using Rewriter.Migrations.Testing;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Initializing;

/// <summary>Writes a migration between two generations from what a repository says. Reads files and writes none.</summary>
public static class Initializer
{
    private static readonly RepoPath FileName = RepoPath.Parse("rewrite.yaml");

    /// <summary>Finds names, keeps and places, and writes the migration.</summary>
    /// <param name="tree">The repository.</param>
    /// <param name="options">The generations.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static InitResult Run(IFileTree tree, InitOptions options, CancellationToken cancellation = default)
    {
        var words = new GenerationWords(options.From, options.To);
        var files = RepositorySurvey.Read(tree, words.Needles, [], cancellation);
        var terraform = RepositorySurvey.Read(tree, ["{"], [new PathGlob("*.tf"), new PathGlob("*.tofu")], cancellation);
        var names = new TerraformNames(files, terraform);
        var declared = names.Declared();
        var findings = names.Find().Concat(files.SelectMany(PlaceNames.Find)).Where(f => words.IsIn(f.Text) && (f.Type is not null || !declared.Contains(f.Text) || words.IsBare(f.Text))).ToList();
        var texts = KeepDrafts.ByText(files, words, findings);
        var roles = RoleDrafts.Make(findings.Where(f => !texts.Any(k => k.Text == f.Text)), words);
        if (roles.IsEmpty) return new InitResult(string.Empty, null, words.From, [], []);

        var draft = Draft(files, words, roles, texts, options.Stacks, RepositorySurvey.Paths(tree, words.Needles, cancellation));
        return Proven(draft, [.. Notes(files, draft)]);
    }

    private static MigrationDraft Draft(ImmutableArray<SurveyedFile> files, GenerationWords words, ImmutableArray<RoleDraft> roles, ImmutableArray<Keep> texts, ImmutableArray<IStackProgram> stacks, ImmutableHashSet<string> paths)
    {
        var set = new Rules.RuleSet([.. roles.Select(r => r.Role)], [], []);
        ImmutableArray<Keep> placed = [.. texts, .. KeepDrafts.Hosts(files, words)];
        placed = [.. placed, .. KeepDrafts.ByReference(files, Open(files, set, placed), paths)];
        var occurrences = Open(files, set, placed);
        var code = CodeGeneration(roles, occurrences, words);
        var keeps = UniqueIds([.. placed, .. KeepDrafts.ByFile(files, occurrences, words, code)]);
        var rules = new RuleDrafts(files, roles, keeps).Make();
        return new MigrationDraft(words, code, roles, keeps, rules, StackFor(stacks, words, roles), DeployPlace(files, roles));
    }

    // The names that nothing keeps so far.
    private static ILookup<SurveyedFile, Occurrence> Open(ImmutableArray<SurveyedFile> files, Rules.RuleSet set, ImmutableArray<Keep> keeps) => files
        .SelectMany(f => set.Occurrences(f.Source, f.Document).Where(o => !keeps.Any(k => k.Covers(o, f.Source))).Select(o => (File: f, Occurrence: o)))
        .ToLookup(o => o.File, o => o.Occurrence);

    // What the places say that make and deploy things; documents and comments tell stories.
    private static string CodeGeneration(ImmutableArray<RoleDraft> roles, ILookup<SurveyedFile, Occurrence> occurrences, GenerationWords words)
    {
        var telling = roles.SelectMany(r => r.Findings).Where(f => f.File!.Kind != FileKind.Script).Select(f => f.Text)
            .Concat(occurrences.Where(g => g.Key.Kind is FileKind.Terraform or FileKind.TerraformWorkflow or FileKind.DeployWorkflow or FileKind.Manifest).SelectMany(g => g.Where(o => o.Label == Label.Value).Select(o => o.Text)))
            .SelectMany(words.Members).ToList();
        return telling.Count(m => m.IsTo) > telling.Count(m => !m.IsTo) ? words.To : words.From;
    }

    private static ImmutableArray<Keep> UniqueIds(ImmutableArray<Keep> keeps)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. keeps.Select(k =>
        {
            var id = k.Id;
            for (var number = 2; !taken.Add(id); number++) id = $"{k.Id}-{number}";
            return k with { Id = id };
        })];
    }

    private static IStackProgram? StackFor(ImmutableArray<IStackProgram> stacks, GenerationWords words, ImmutableArray<RoleDraft> roles) =>
        stacks.FirstOrDefault(s =>
            s.Generations.Contains(words.From) && s.Generations.Contains(words.To)
            && s.Describe(words.To).Resources.Any(r => roles.Any(d => d.Role.Type == r.Type && d.Role.Names[words.To] == r.PhysicalName)));

    private static (string File, string Service, string? Job)? DeployPlace(ImmutableArray<SurveyedFile> files, ImmutableArray<RoleDraft> roles)
    {
        var set = new Rules.RuleSet([.. roles.Select(r => r.Role)], [], []);
        foreach (var file in files.Where(f => f.Kind == FileKind.DeployWorkflow))
        {
            var values = set.Occurrences(file.Source, file.Document).Where(o => o.Label == Label.Value && o.Languages.Depth == 1).ToList();
            var service = values.FirstOrDefault(o => o.Meanings.Any(m => m.Role.Type == ResourceTypes.Service));
            var job = values.FirstOrDefault(o => o.Meanings.Any(m => m.Role.Type == ResourceTypes.Job));
            if (service is not null) return (file.Path.Value, service.Path.ToString(), job?.Path.ToString());
        }

        return null;
    }

    private static IEnumerable<string> Notes(ImmutableArray<SurveyedFile> files, MigrationDraft draft)
    {
        foreach (var role in draft.Roles.Select(r => r.Role).Where(r => r.Type is not null))
        {
            if (NameLimits.Check(role.Type!, role.Names[draft.Words.To]) is { } problem) yield return $"role '{role.Id}': {problem}";
        }

        foreach (var keep in draft.Keeps.Where(k => k.Because.StartsWith("review:", StringComparison.Ordinal))) yield return $"keep '{keep.Id}': {keep.Because}";
        var bare = files.Where(f => f.Document.MeaningfulLeaves.Any(l => words(f, l))).Select(f => f.Path.Value).Take(6).ToList();
        if (bare.Count > 0) yield return $"the words themselves also stand in {string.Join(", ", bare)}{(bare.Count == 6 ? ", …" : string.Empty)}; a word alone is not taken for a name ('rewrite rename' can change it)";

        bool words(SurveyedFile file, SyntaxLeaf leaf) => draft.Words.IsBare(file.Text.Substring(leaf.Span.Start, leaf.Span.Length).Trim());
    }

    // What was written is read and tried as a user's migration is; a test that does not hold is taken out.
    private static InitResult Proven(MigrationDraft draft, ImmutableArray<string> notes)
    {
        for (var attempt = 0; ; attempt++)
        {
            var text = MigrationText.Write(draft);
            var diagnostics = new List<Diagnostic>();
            var migration = MigrationReader.Read(SourceFile.FromText(FileName, text), diagnostics);
            var failed = migration is null ? [] : RuleTester.Run(migration).Where(r => r.Failure is not null).Select(r => r.Name[..r.Name.IndexOf(" #", StringComparison.Ordinal)]).ToHashSet();
            if (failed.Count == 0 || attempt > 0) return new InitResult(text, diagnostics.Count == 0 ? migration : null, draft.CodeGeneration, notes, [.. diagnostics]);
            draft = draft with { Rules = [.. draft.Rules.Select(r => failed.Contains(r.Id) ? r with { Tests = [] } : r)] };
        }
    }
}
