using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Tests.Rules;

public sealed class RepositoryRewriterTests
{
    private static readonly Role App = RuleSample.Role("app", "alpha-app", "beta-app");

    public static TheoryData<string, string> Languages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in new[] { "a.yaml", "a.tf", "a.md", ".env", "a.json" })
            {
                data.Add(file, "\n");
                data.Add(file, "\r\n");
            }

            return data;
        }
    }

    [Fact]
    public void Every_occurrence_is_decided_with_its_reason()
    {
        var rules = RuleSample.Set(
            [
                RuleSample.Rule("safe", App, RuleSample.At("safe"), except: new RuleException(RuleSample.At("safe.not"), "an exception")),
                RuleSample.Rule("review", App, RuleSample.At("review"), RuleSafety.Review),
            ],
            new Keep("k", null, RuleSample.At("keep"), "a keep"));

        var result = RuleSample.Rewrite(rules, "a.yaml", "safe:\n  a: alpha-app\n  b: beta-app\n  not: alpha-app\nreview: alpha-app\nkeep: alpha-app\nelse: alpha-app\nthere: beta-app\n");

        Assert.Equal(
            ["Changed why safe", "InPlace already the name of new", "Kept an exception", "Proposed why review", "Kept a keep", "Leftover the name of role 'app' in old, and no rule or keep speaks of this place", "InPlace already the name of new"],
            result.Decisions.Select(d => $"{d.Disposition} {d.Reason}"));
        Assert.Equal("safe:\n  a: beta-app\n  b: beta-app\n  not: alpha-app\nreview: alpha-app\nkeep: alpha-app\nelse: alpha-app\nthere: beta-app\n", Encoding.UTF8.GetString(Assert.Single(result.Changes).After!.Value.Span));
        Assert.Equal("a.yaml:2:6", result.Decisions[0].Occurrence.Place);
    }

    [Fact]
    public void A_kept_text_holds_the_names_in_it_and_no_others() =>
        Assert.Equal(
            "a: https://x.org/alpha-app/y beta-app https://x.org/beta-app\n",
            RuleSample.Rewritten(RuleSample.Set([RuleSample.Rule("all", App)], new Keep("k", "x.org/alpha-app/y", Selection.All, "theirs")), "a.yaml", "a: https://x.org/alpha-app/y alpha-app https://x.org/alpha-app\n"));

    [Fact]
    public void A_common_word_counts_only_where_a_rule_selects_it()
    {
        var word = RuleSample.Role("word", "desk", "table", commonWord: true);
        var result = RuleSample.Rewrite(RuleSample.Set([RuleSample.Rule("named", word, RuleSample.At("name"))]), "a.yaml", "name: desk\ntext: at my desk\n");
        Assert.Equal("a.yaml:1:7", Assert.Single(result.Decisions).Occurrence.Place);
    }

    [Fact]
    public void Two_rules_at_one_place_are_an_error_that_names_both()
    {
        var result = RuleSample.Rewrite(RuleSample.Set([RuleSample.Rule("first", App), RuleSample.Rule("second", App, RuleSample.At("b"))]), "a.yaml", "a: alpha-app\nb: alpha-app\n");

        var overlap = Assert.Single(result.Diagnostics);
        Assert.Equal("RW2009", overlap.Id);
        Assert.Contains("first", overlap.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("second", overlap.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(result.Changes);
        Assert.False(result.IsSound);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_rule_finds_as_many_places_as_it_promises(int expected, bool sound) =>
        Assert.Equal(sound, RuleSample.Rewrite(RuleSample.Set([RuleSample.Rule("all", App, expect: expected)]), "a.yaml", "a: alpha-app\nb: beta-app\n").IsSound);

    [Fact]
    public void Two_names_are_swapped_in_one_pass_and_stay_so()
    {
        var (x, y) = (RuleSample.Role("x", "red", "blue"), RuleSample.Role("y", "blue", "red"));
        var rules = RuleSample.Set([RuleSample.Rule("first", x, RuleSample.At("x")), RuleSample.Rule("second", y, RuleSample.At("y"))]);
        Assert.Equal("x: blue\ny: red\n", RuleSample.Rewritten(rules, "a.yaml", "x: red\ny: blue\n"));
        Assert.Equal("x: blue\ny: red\n", RuleSample.Rewritten(rules, "a.yaml", "x: blue\ny: red\n"));
    }

    [Fact]
    public void A_new_name_that_is_another_old_one_is_not_renamed_again()
    {
        var (x, y) = (RuleSample.Role("x", "red", "blue"), RuleSample.Role("y", "blue", "green"));
        var rules = RuleSample.Set([RuleSample.Rule("first", x, RuleSample.At("x")), RuleSample.Rule("second", y, RuleSample.At("y"))]);
        Assert.Equal("x: blue\ny: green\n", RuleSample.Rewritten(rules, "a.yaml", "x: red\ny: blue\n"));
    }

    [Fact]
    public void A_new_name_that_holds_the_old_one_is_not_doubled()
    {
        var rules = RuleSample.Set([RuleSample.Rule("all", RuleSample.Role("x", "app", "app-app"))]);
        Assert.Equal("x: app-app app-app\n", RuleSample.Rewritten(rules, "a.yaml", "x: app app-app\n"));
        Assert.Equal("x: app app\n", RuleSample.Rewritten(rules, "a.yaml", "x: app-app app\n", "old"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Only_names_differ_and_a_second_run_changes_nothing(string file, string lineEnd)
    {
        var product = RuleSample.Role("product", "alpha", "beta");
        var rules = RuleSample.Set([new Rule("all", "why", [App, product], Selection.All, [], null, RuleSafety.Safe, [])]);
        string[] words = ["alpha-app", "alpha", "beta", "beta-app", "alpha-apps", "xalpha", "my-alpha", "größe", "\U0001F600", "alpha.example.org", "registry/alpha-app", "one"];
        var changed = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var lines = Enumerable.Range(0, 1 + random.Next(6)).Select(i => Line(file, i, string.Join(' ', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => words[random.Next(words.Length)]))));
            var text = (file == "a.json" ? $"[{lineEnd}{string.Join("," + lineEnd, lines)}{lineEnd}]" : string.Join(lineEnd, lines)) + (random.Next(2) == 0 ? lineEnd : string.Empty);

            var once = RuleSample.Rewritten(rules, file, text);

            Assert.Equal(Regex.Replace(text, @"(?<![\p{L}\p{N}_-])alpha(?=(-app)?(?![\p{L}\p{N}_-]))", "beta"), once);
            Assert.Equal(once, RuleSample.Rewritten(rules, file, once));
            if (once != text) changed++;
        }

        Assert.True(changed > 20, $"only {changed} documents had a name");
    }

    [Fact]
    public void A_file_that_is_excluded_is_told_with_the_reason_and_not_changed()
    {
        var files = RuleSample.Files(("a.yaml", "a: alpha-app\n"), ("old/b.yaml", "a: alpha-app\n"));
        var rules = RuleSample.Set([RuleSample.Rule("all", App)]);
        var result = new RepositoryRewriter(rules, [(new PathGlob("old/**"), "history")]).Rewrite(files, "new", rules.Rules);
        Assert.Equal(["a.yaml"], result.Files.Select(f => f.Value));
        Assert.Equal((RepoPath.Parse("old/b.yaml"), "history"), Assert.Single(result.Scan.Excluded));
    }

    [Fact]
    public void A_selection_by_file_label_and_language_restricts()
    {
        const string Text = "run: alpha-app # alpha-app\n";
        string With(Selection where) => RuleSample.Rewrite(RuleSample.Set([RuleSample.Rule("r", App, where)]), "a.yaml", Text).Changes is [var change] ? Encoding.UTF8.GetString(change.After!.Value.Span) : "none";
        Assert.Equal("run: alpha-app # beta-app\n", With(Selection.All with { Labels = [Label.Comment] }));
        Assert.Equal("run: beta-app # beta-app\n", With(Selection.All with { Languages = ["yaml"] }));
        Assert.Equal("none", With(Selection.All with { Languages = ["hcl"] }));
        Assert.Equal("none", With(Selection.All with { Files = [new PathGlob("b.yaml")] }));
    }

    [Fact]
    public void Places_of_a_role_that_disagree_are_found()
    {
        var rules = RuleSample.Set([RuleSample.Rule("all", App)]);
        Assert.Equal("RW3020", Assert.Single(Coordination.Findings(RuleSample.Rewrite(rules, "a.yaml", "a: alpha-app\nb: beta-app\n"))).Id);
        Assert.Empty(Coordination.Findings(RuleSample.Rewrite(rules, "a.yaml", "a: beta-app\nb: beta-app\n")));
    }

    [Fact]
    public void Where_no_role_changes_nothing_is_looked_for()
    {
        using var folder = new Scanning.TemporaryFolder();
        folder.File("a.yaml", "a: same\n");
        var disk = new Rewriter.Workspaces.PhysicalFileSystem();
        var workspace = new Rewriter.Workspaces.DiskWorkspace(folder.Path, disk, new Rewriter.Workspaces.Journal(disk, folder.Path, folder.Path), []);
        var result = new RepositoryRewriter(RuleSample.Set([RuleSample.Rule("all", RuleSample.Role("x", "same", "same"))]), []).Rewrite(workspace, "new", []);
        Assert.Empty(result.Decisions);
        Assert.True(result.IsSound);
    }

    private static string Line(string file, int number, string text) => file switch
    {
        "a.yaml" => $"k{number}: {text}",
        "a.tf" => $"k{number} = \"{text}\"",
        ".env" => $"K{number}=\"{text}\"",
        "a.json" => $"  \"{text}\"",
        _ => $"Text {text} end.",
    };
}
