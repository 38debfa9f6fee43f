using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Rewriter.Initializing;
using Rewriter.Migrations;
using Rewriter.Migrations.Reading;
using Rewriter.Migrations.Testing;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Text;
using Rewriter.Workspaces;
using Rewriter.Tests.Shared;

namespace Rewriter.Tests.Initializing;

public class OrderFlowInitTests
{
    private static readonly string Folder = ExampleFolder();
    private static readonly Lazy<InitResult> Written = new(() => Initializer.Run(new DirectoryTree(Folder), new InitOptions("orderflow", "pult") { Stacks = [.. global::Stacks.StackPrograms.All] }));
    private static readonly Lazy<Migration> ByHand = new(ReadByHand);

    private static Migration Made => Written.Value.Migration ?? throw new InvalidOperationException("nothing was written");

    [Fact]
    public void It_finds_every_role_of_the_migration_written_by_hand_and_no_other() =>
        Assert.Equal(RolesOf(ByHand.Value), RolesOf(Made));

    [Fact]
    public void It_changes_the_very_places_that_the_migration_written_by_hand_changes()
    {
        foreach (var generation in new[] { "orderflow", "pult" })
            Assert.Equal(PlacesOf(ByHand.Value, generation, Disposition.Changed, Disposition.InPlace), PlacesOf(Made, generation, Disposition.Changed, Disposition.InPlace));
    }

    [Fact]
    public void It_keeps_every_name_that_the_migration_written_by_hand_keeps() =>
        Assert.Subset(PlacesOf(Made, "pult", Disposition.Kept).ToHashSet(), PlacesOf(ByHand.Value, "pult", Disposition.Kept).ToHashSet());

    [Fact]
    public void Every_word_under_a_keep_written_by_hand_is_under_one_of_its_own()
    {
        var missed = new List<string>();
        foreach (var (file, occurrence) in Words())
        {
            if (ByHand.Value.Rules.Keeps.FirstOrDefault(k => k.Covers(occurrence, file)) is { } keep && !Made.Rules.Keeps.Any(k => k.Covers(occurrence, file)))
                missed.Add($"{keep.Id}: {occurrence.Place}");
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void Nothing_is_left_over_in_either_generation()
    {
        Assert.Empty(PlacesOf(Made, "orderflow", Disposition.Leftover));
        Assert.Empty(PlacesOf(Made, "pult", Disposition.Leftover));
    }

    [Fact]
    public void Every_rule_has_a_test_and_all_pass()
    {
        Assert.All(Made.Rules.Rules, r => Assert.NotEmpty(r.Tests));
        Assert.All(RuleTester.Run(Made), t => Assert.Null(t.Failure));
    }

    [Fact]
    public void The_code_is_ahead_of_production_so_the_first_phase_brings_the_old_names_back()
    {
        Assert.Equal("pult", Written.Value.CodeGeneration);
        Assert.Equal(["names-back:orderflow", "expand:pult", "switch:pult", "contract:pult"], Made.Phases.Select(p => $"{p.Id}:{p.Generation}"));
    }

    [Fact]
    public void What_cannot_be_taken_back_comes_last_and_says_so() =>
        Assert.Equal("retire", Assert.Single(Made.Phases.SelectMany(p => p.Steps), s => s.Header.IsContract).Header.Id);

    [Fact]
    public void It_is_written_the_same_every_time() =>
        Assert.Equal(Written.Value.Text, Initializer.Run(new DirectoryTree(Folder), new InitOptions("orderflow", "pult") { Stacks = [.. global::Stacks.StackPrograms.All] }).Text);

    [Fact]
    public void Without_words_the_recurring_prefix_and_its_other_generation_are_found()
    {
        var first = PrefixSurvey.Find(new DirectoryTree(Folder))[0];
        Assert.Equal("pult", first.Word);
        Assert.Equal("orderflow", Assert.Single(first.Siblings));
    }

    private static string[] RolesOf(Migration migration) =>
        [.. migration.Rules.Roles.Select(r => $"{r.Names["orderflow"]} -> {r.Names["pult"]} {r.Type}{(r.IsCommonWord ? " common" : string.Empty)}").Order(StringComparer.Ordinal)];

    private static string[] PlacesOf(Migration migration, string generation, params Disposition[] dispositions) =>
        [.. Rewrite(migration, generation).Decisions.Where(d => dispositions.Contains(d.Disposition)).Select(d => $"{d.Occurrence.Place} {d.Occurrence.Text} -> {d.NewText}")];

    private static RewriteResult Rewrite(Migration migration, string generation)
    {
        var result = new RepositoryRewriter(migration.Rules, migration.Exclude).Rewrite(Workspace(), generation, migration.Rules.Rules);
        Assert.DoesNotContain(result.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        return result;
    }

    private static DiskWorkspace Workspace()
    {
        var files = new PhysicalFileSystem();
        return new DiskWorkspace(Folder, files, new Journal(files, Folder, Path.Combine(Folder, ".rewrite", "journal")), [new ExtraExclude(new PathGlob("/rewrite.yaml"), "the migration", ExclusionReason.OwnFile), new ExtraExclude(new PathGlob(".rewrite/"), "the engine's files", ExclusionReason.OwnFile)]);
    }

    // Every place where a word of either generation stands, as if it were a name.
    private static IEnumerable<(SourceFile File, Occurrence Occurrence)> Words()
    {
        var meaning = ImmutableArray.Create(new NameMeaning(ByHand.Value.Rules.Roles[0], "pult"));
        foreach (var hit in RepositoryScanner.Scan(Folder, new ScanOptions { Needles = new ByteNeedles(["orderflow", "pult"]) }).Hits.Where(h => h.Path.Value != "rewrite.yaml" && !h.Path.Value.StartsWith(".rewrite/", StringComparison.Ordinal)))
        {
            var file = SourceFile.Read(hit.Path, hit.Value, out _)!;
            var document = LanguageCatalog.Read(file);
            foreach (Match match in Regex.Matches(file.Text, @"(?<![A-Za-z0-9])(orderflow|pult)(?![A-Za-z0-9])"))
            {
                if (document.LeafAt(match.Index) is { } leaf)
                    yield return (file, new Occurrence(file.Path, new(match.Index, match.Length), file.Lines.PositionOf(match.Index), file.Text.Substring(match.Index, match.Length), meaning, leaf.Label, leaf.Path, leaf.Languages));
            }
        }
    }

    private static Migration ReadByHand()
    {
        var path = RepoPath.Parse("rewrite.yaml");
        var file = SourceFile.Read(path, File.ReadAllBytes(Path.Combine(Folder, "rewrite.yaml")), out _)!;
        var diagnostics = new List<Diagnostic>();
        var migration = MigrationReader.Read(file, diagnostics, new ShippedPacks());
        Assert.Empty(diagnostics);
        return migration!;
    }

    private static string ExampleFolder() => PristineExample.FolderOf(Deployment.Repository.Root, "orderflow");

    private sealed class ShippedPacks : IPackCatalog
    {
        private static readonly string Rules = Path.Combine(Deployment.Repository.Root, "rules");

        public IReadOnlyList<string> Names => [.. Directory.EnumerateDirectories(Rules).Select(f => Path.GetFileName(f))];

        public SourceFile? Find(string name) => SourceFile.Read(RepoPath.Parse($"rules/{name}/pack.yaml"), File.ReadAllBytes(Path.Combine(Rules, name, "pack.yaml")), out _);
    }
}
