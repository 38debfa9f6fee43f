using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Markdown;

public sealed class MarkdownReaderTests
{
    private static void AssertReads(string text, params string[] expected)
    {
        foreach (var variant in ReaderHarness.LineEndings(text))
        {
            var document = ReaderHarness.Read("docs/deploy.md", variant);
            Assert.Empty(document.Problems);
            Assert.Equal(expected, document.Leaves.Where(l => l.HasMeaning).Select(l => $"{l.Label} {l.Path} '{l.Decode(variant)}'"));
        }
    }

    [Fact]
    public void Headings_make_the_path_of_what_stands_below_them() => AssertReads(
        "intro\n\n# Phase 1\n\nfirst\n\n## Deploy `my_app` *now* ##\n\nsecond\n\nPhase 2\n=======\n\nthird\n",
        "Prose  'intro'",
        "Prose Phase 1 'Phase 1'",
        "Prose Phase 1 'first'",
        "Prose Phase 1.Deploy my_app now 'Deploy'",
        "Code Phase 1.Deploy my_app now 'my_app'",
        "Prose Phase 1.Deploy my_app now 'now'",
        "Prose Phase 1.Deploy my_app now 'second'",
        "Prose Phase 2 'Phase 2'",
        "Prose Phase 2 'third'");

    [Fact]
    public void Prose_is_split_at_emphasis_and_lines_but_not_at_escapes() => AssertReads(
        "Intro my_name, **orderflow-app** and *my\\_x* &amp; ~~gone~~ more\nnext\\\nline\n",
        "Prose  'Intro my_name,'", "Prose  'orderflow-app'", "Prose  'and'", "Prose  'my_x'", "Prose  '&'", "Prose  'gone'", "Prose  'more'", "Prose  'next'", "Prose  'line'");

    [Fact]
    public void Links_are_told_from_their_texts() => AssertReads(
        "[docs](https://a.b/orderflow \"The docs\") ![img](<a b.png>) <https://x.y/z> https://bare.url/foo_bar. git://h/x [https://in.text](y)\n",
        "Prose  'docs'", "Link  'https://a.b/orderflow'", "Prose  'The docs'", "Prose  'img'", "Link  'a b.png'", "Link  'https://x.y/z'",
        "Link  'https://bare.url/foo_bar'", "Link  'git://h/x'", "Link  'https://in.text'", "Link  'y'");

    [Fact]
    public void References_and_footnotes_have_labels() => AssertReads(
        "[ref][lab], [short] and note[^fn]\n\n[lab]: <http://ref.example/x> 'T'\n[short]: /s\n\n[^fn]: The note.\n",
        "Prose  'ref'", "Address  'lab'", "Prose  'short'", "Prose  'and note'", "Address  'fn'",
        "Key  'lab'", "Link  'http://ref.example/x'", "Prose  'T'", "Key  'short'", "Link  '/s'", "Key  'fn'", "Prose  'The note.'");

    [Fact]
    public void Code_spans_and_blocks_are_code() => AssertReads(
        "`one` `` t`wo ``\n\n    indented code\n\n```unknown title=\"x.txt\"\nsome code\n\n  more\n```\n\n~~~\nopen to the end\n",
        "Code  'one'", "Code  't`wo'", "Code  'indented code'", "Keyword  'unknown'", "Value  'title=\"x.txt\"'", "Code  'some code'", "Code  'more'", "Code  'open to the end'");

    [Theory]
    [InlineData("```json\n{\n  \"a\": \"x\"\n}\n```\n")]
    [InlineData("> ```json\n> {\n>   \"a\": \"x\"\n> }\n> ```\n")]
    [InlineData("- item:\n\n  ```json\n  {\n    \"a\": \"x\"\n  }\n  ```\n")]
    [InlineData("1. > ```json\n   > { \"a\":\n   > \"x\" }\n   > ```\n")]
    [InlineData("  ~~~~ JSON\n  { \"a\": \"x\" }\n  ~~~~\n")]
    public void A_fence_is_read_in_its_language_wherever_it_stands(string text)
    {
        foreach (var variant in ReaderHarness.LineEndings(text))
        {
            var described = ReaderHarness.Describe(ReaderHarness.Read("a.md", variant));
            Assert.Contains("Key a 'a' (markdown ▸ json)", described);
            Assert.Contains("Value a 'x' (markdown ▸ json)", described);
        }
    }

    [Fact]
    public void A_fence_that_its_language_does_not_understand_is_code() => AssertReads(
        "```json\n{ \"a\": ... }\n```\n", "Keyword  'json'", "Code  '{ \"a\": ... }'");

    [Fact]
    public void Front_matter_is_of_its_own_language() => AssertReads(
        "+++\ntitle = \"Deploy\"\n[extra]\nn = 1\n+++\n# Top\n",
        "Key title 'title'", "Value title 'Deploy'", "Key extra 'extra'", "Key extra.n 'n'", "Value extra.n '1'", "Prose Top 'Top'");

    [Fact]
    public void YAML_front_matter_is_no_prose_and_no_heading()
    {
        foreach (var text in ReaderHarness.LineEndings("---\ntitle: Deploy\n---\nText\n"))
        {
            var document = ReaderHarness.Read("a.md", text);
            Assert.Equal(["Text"], document.Leaves.Where(l => l.Label == Label.Prose).Select(l => l.Decode(text)));
            Assert.All(document.Leaves.Where(l => l.HasMeaning && l.Span.Start < text.IndexOf("Text", StringComparison.Ordinal)), l => Assert.True(l.Label == Label.Code || l.Languages.Language == "yaml"));
        }
    }

    [Fact]
    public void Lists_and_tasks_keep_their_numbers_visible() => AssertReads(
        "- [x] done\n- [ ] open\n\n12. twelfth\n    - nested\n",
        "Value  'x'", "Prose  'done'", "Prose  'open'", "Value  '12'", "Prose  'twelfth'", "Prose  'nested'");

    [Fact]
    public void Cells_of_a_table_are_prose_code_and_links() => AssertReads(
        "| Name | Link |\n|------|:----:|\n| `app` x | [l](u.md) |\n| esc \\| pipe | y\n",
        "Prose  'Name'", "Prose  'Link'", "Code  'app'", "Prose  'x'", "Prose  'l'", "Link  'u.md'", "Prose  'esc | pipe'", "Prose  'y'");

    [Fact]
    public void HTML_is_told_apart() => AssertReads(
        "<div id=\"top\" class='a b' hidden\n  data-x=1>\n  <a href=\"https://h/x\">text &lt; here</a> <!-- a\n  comment -->\n</div>\n\nin <b title=\"t\">line</b><br/>\n\n<script>\nlet a = '<b>';\n</script>\n",
        "Keyword  'div'", "Key  'id'", "Value  'top'", "Key  'class'", "Value  'a b'", "Key  'hidden'", "Key  'data-x'", "Value  '1'",
        "Keyword  'a'", "Key  'href'", "Link  'https://h/x'", "Prose  'text < here'", "Keyword  'a'", "Comment  'a'", "Comment  'comment'", "Keyword  'div'",
        "Prose  'in'", "Keyword  'b'", "Key  'title'", "Value  't'", "Prose  'line'", "Keyword  'b'", "Keyword  'br'",
        "Keyword  'script'", "Code  'let a = '<b>';'", "Keyword  'script'");

    [Fact]
    public void Quotes_and_definitions_are_prose() => AssertReads(
        "> quoted `co\n> de`\n> > twice\n\nTerm\n:   Definition\n",
        "Prose  'quoted'", "Code  'co'", "Code  'de'", "Prose  'twice'", "Prose  'Term'", "Prose  'Definition'");

    [Fact]
    public void Signs_without_a_word_are_looked_at_once()
    {
        // Quadratic work would take long here.
        var document = ReaderHarness.Read("a.md", string.Concat(Enumerable.Repeat("|\n", 40_000)) + "word\n");
        Assert.Equal(["Prose  'word' (markdown)"], ReaderHarness.Describe(document));
    }

    [Fact]
    public void An_empty_fence_is_one() => AssertReads("```json\n```\nx\n\n```json\n\n```\n", "Keyword  'json'", "Prose  'x'", "Keyword  'json'");

    [Fact]
    public void An_empty_document_is_one()
    {
        Assert.Empty(ReaderHarness.Read("README.md", "").Leaves);
        Assert.Empty(ReaderHarness.Describe(ReaderHarness.Read("README.md", "\n\n---\n")));
    }

    [Fact]
    public void Nesting_that_the_parser_refuses_is_a_problem()
    {
        var document = ReaderHarness.Read("a.md", string.Concat(Enumerable.Repeat("> ", 5000)) + "x");
        Assert.Contains("deep", Assert.Single(document.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_outside_of_the_basic_plane_move_nothing() => AssertReads(
        "🚀 Launch **orderflow** 🎉 [ü](https://x/é)\n", "Prose  '🚀 Launch'", "Prose  'orderflow'", "Prose  '🎉'", "Prose  'ü'", "Link  'https://x/é'");

    [Fact]
    public void Broken_texts_are_covered_and_never_throw()
    {
        const string Sample = "---\na: 1\n---\n# H `c`\n\n> - [x] *e* [t](u 'v') <b a=\"c\">\n\n```json\n{\"a\": 1}\n```\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[l]: <x>\n[^f]: n\n\tcode\n<div>\nx\n</div>\n";
        string[] signs = ["*", "_", "`", "```", "[", "](", ")", "<", ">", "<!--", "|", "\\", "&amp;", "#", "> ", "- ", "1. ", "\t", "\r", "\n\n", "~~", "[^", "://", "🚀", "\uFFFD", "+++\n"];
        MutatedText.ReadAll("a.md", Sample, signs, 2000);
    }
}
