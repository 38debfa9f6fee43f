using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.Hcl;

/// <summary>Generated configurations and broken ones; seeds are fixed, so a failure comes back.</summary>
public sealed class HclPropertyTests
{
    private static readonly string[] Tokens =
    [
        "a", "var", ".", "b-c", "\"", "\"x\"", "${", "%{", "}", "{", "[", "]", "(", ")", "<<EOF\n", "<<-E\n", "EOF", "\nE\n", "\n", "\r\n", "\r", " ", "\t",
        "=", "==", "=>", ":", "::", ",", "...", "*", "?", "!", "-", "1", "1.5", ".5", "for", "in", "if", "else", "endif", "endfor", "~", "#", "//", "/*", "*/", "\\", "\\n",
        "$", "$$", "%%", "é", "\uD83D\uDE00", "\uD83D", "\0", "\uFEFF", "&&", "|", "resource", "dynamic", "\u2028",
    ];

    [Fact]
    public void Every_generated_configuration_is_understood_with_every_line_end()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var text = new HclGenerator(seed).File();
            foreach (var variant in (string[])[text, text.Replace("\n", "\r\n", StringComparison.Ordinal), text.Replace("  ", "\t", StringComparison.Ordinal)])
            {
                var document = ReaderHarness.Read("main.tf", variant);
                Assert.True(document.IsUnderstood, $"seed {seed}: {document.Problems.FirstOrDefault()} in\n{variant}");
            }
        }
    }

    [Fact]
    public void Line_ends_change_nothing_of_what_is_read()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var text = new HclGenerator(seed).File();
            var crlf = ReaderHarness.Describe(ReaderHarness.Read("main.tf", text.Replace("\n", "\r\n", StringComparison.Ordinal)));
            Assert.Equal(ReaderHarness.Describe(ReaderHarness.Read("main.tf", text)), crlf.Select(line => line.Replace("\r\n", "\n", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_name_in_a_generated_configuration_can_be_renamed_everywhere()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var text = new HclGenerator(seed).File();
            var (result, outcome) = ReaderHarness.Rename("main.tf", text, "alpha", "renamed");
            Assert.True(outcome.IsProven, $"seed {seed}: {string.Join("; ", outcome.Refusals)} in\n{text}");
            Assert.Equal(text.Replace("alpha", "renamed", StringComparison.Ordinal), result);
        }
    }

    [Fact]
    public void Mutated_configurations_are_covered_and_never_throw() =>
        ReaderProperties.ForMutations([.. Enumerable.Range(0, 200).Select(seed => new HclGenerator(seed).File())], Tokens, 3000, Read);

    [Theory]
    [InlineData("", "")]
    [InlineData("a = ", "")]
    [InlineData("a = \"", "")]
    [InlineData("a = <<EOF\n", "\nEOF\n")]
    [InlineData("a = <<-HCL\n", "\nHCL\n")]
    public void Streams_of_tokens_are_covered_and_never_throw(string before, string behind) =>
        ReaderProperties.ForHeaps(Tokens, 4000, longest: 60, text => Read(before + text + behind));

    [Fact]
    public void Every_beginning_of_a_configuration_is_covered()
    {
        var text = new HclGenerator(7).File();
        for (var length = 0; length <= Math.Min(text.Length, 1500); length++) Read(text[..length]);
    }

    [Fact]
    public void A_replaced_string_says_what_it_was_told_to_say_or_is_refused()
    {
        string[] pieces = ["a", "$", "%", "{", "}", "\"", "\\", "\n", "u0041", "${x}", "é", "😀", "~"];
        ReaderProperties.ForSeeds(4000, seed =>
        {
            var random = new Random(seed);
            var meaning = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
            var before = string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => (string[])["a", "$", "%", "\\\\", "$${", "{"]).Select(p => p[random.Next(p.Length)]));
            var after = string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => (string[])["a", "$", "%", "{", "${b}", "}"]).Select(p => p[random.Next(p.Length)]));
            var text = $"a = \"{before}OLD{after}\"\n";
            var document = ReaderHarness.Read("main.tf", text);
            if (!document.IsUnderstood || !Meaning(document).Contains("OLD", StringComparison.Ordinal)) return;

            var (result, outcome) = ReaderHarness.Rename("main.tf", text, "OLD", meaning);
            Assert.True(outcome.IsProven, $"{text} with {meaning}: {string.Join("; ", outcome.Refusals)}");
            Assert.Equal(Meaning(document).Replace("OLD", meaning, StringComparison.Ordinal), Meaning(ReaderHarness.Read("main.tf", result)));
        });
    }

    [Theory]
    [InlineData("a = [", "1, ", "]")]
    [InlineData("", "# c\n", "")]
    [InlineData("a = \"", "${x}", "\"")]
    [InlineData("a = \"", "$", "\"")]
    [InlineData("a = \"", "\\\\", "\"")]
    [InlineData("a = {", "\"x\" = 1\n", "}")]
    [InlineData("a = <<EOF\n", "x $${y} ${z}\n", "EOF\n")]
    [InlineData("a = <<-HCL\n", "  # x ${z}\n", "HCL\n")]
    [InlineData("a = <<EOF\n", "<<EOF ", "\nEOF\n")]
    [InlineData("a = ", "b ? c : ", "d")]
    [InlineData("a = [", "\"", "")]
    [InlineData("", "/* ", "")]
    public void Leaves_grow_with_the_text_and_not_faster(string open, string unit, string close)
    {
        var few = CountOfLeaves(open, unit, close, 1_000);
        var many = CountOfLeaves(open, unit, close, 10_000);
        Assert.InRange(many, 0, (few * 10) + 100);
    }

    private static int CountOfLeaves(string open, string unit, string close, int count) =>
        ReaderHarness.Read("main.tf", open + string.Concat(Enumerable.Repeat(unit, count)) + close).Leaves.Count();

    private static string Meaning(SyntaxDocument document) => string.Concat(document.Leaves.Where(l => l.Label == Label.Value).Select(l => l.Decode(document.Text)));

    private static void Read(string text)
    {
        var request = new ReadRequest(text, RepoPath.Parse("main.tf"), new LanguageStack("hcl"), StructuralPath.Root);
        ReaderHarness.AssertCovers(HclLanguage.Instance.Read(request));
    }
}
