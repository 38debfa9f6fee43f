using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Yaml;

public sealed class YamlReaderTests
{
    private static string[] Describe(string text, string name = "a.yaml")
    {
        var document = ReaderHarness.Read(name, text);
        Assert.True(document.IsUnderstood, string.Join("; ", document.Problems));
        return [.. ReaderHarness.Describe(document).Select(l => l.Replace(" (yaml)", "", StringComparison.Ordinal))];
    }

    private static void AssertDescribes(string text, params string[] expected)
    {
        foreach (var variant in ReaderHarness.LineEndings(text)) Assert.Equal(expected, Describe(variant));
    }

    [Fact]
    public void Keys_and_values_have_their_paths() => AssertDescribes(
        "a:\n  b: c\n  d:\n  - e\n  - f: g\n    h: i\n",
        "Key a 'a'", "Key a.b 'b'", "Value a.b 'c'", "Key a.d 'd'", "Value a.d[0] 'e'", "Key a.d[1].f 'f'", "Value a.d[1].f 'g'", "Key a.d[1].h 'h'", "Value a.d[1].h 'i'");

    [Fact]
    public void Every_style_of_a_scalar_is_decoded() => AssertDescribes(
        "p: one\n  two\n\n  three\ns: 'it''s\n  folded'\nd: \"a\\tb\\u00e9\\\n  c\"\nl: |2-\n    x\n   y\n\nf: >+\n  a\n  b\n\n  c\n   d\n  e\n",
        "Key p 'p'", "Value p 'one two\nthree'", "Key s 's'", "Value s 'it's folded'", "Key d 'd'", "Value d 'a\tbéc'", "Key l 'l'", "Keyword l '2'", "Value l '  x\n y'",
        "Key f 'f'", "Value f 'a b\nc\n d\ne'");

    [Fact]
    public void Trailing_blanks_of_a_literal_scalar_belong_to_it() =>
        Assert.Equal(["Key a 'a'", "Value a 'x  \ny '"], Describe("a: |\n  x  \n  y \n"));

    [Fact]
    public void Comments_lie_at_the_node_they_stand_beside_or_in() => AssertDescribes(
        "# top\na: b # beside\n#\n## in\nc:\n  # within\n  d: |  # header\n    x\n  # last\n",
        "Comment  'top'", "Key a 'a'", "Value a 'b'", "Comment a 'beside'", "Comment  'in'", "Key c 'c'", "Comment c 'within'", "Key c.d 'd'", "Comment c.d 'header'", "Value c.d 'x'", "Comment  'last'");

    [Fact]
    public void Anchors_aliases_tags_and_merge_keys_are_told_apart() => AssertDescribes(
        "a: &x !!map\n  b: !t v\nc: *x\nd:\n  <<: *x\ne: &s [1, !<tag:q> two]\n",
        "Key a 'a'", "Anchor a 'x'", "Tag a 'map'", "Key a.b 'b'", "Tag a.b 't'", "Value a.b 'v'", "Key c 'c'", "Anchor c 'x'", "Key d 'd'", "Key d.<< '<<'", "Anchor d.<< 'x'",
        "Key e 'e'", "Anchor e 's'", "Value e[0] '1'", "Tag e[1] 'tag:q'", "Value e[1] 'two'");

    [Fact]
    public void Flow_collections_have_paths_too() => AssertDescribes(
        "- {a: b, 'c': [d, {e: f}], g}\n- [x: y]\n",
        "Key [0].a 'a'", "Value [0].a 'b'", "Key [0].c 'c'", "Value [0].c[0] 'd'", "Key [0].c[1].e 'e'", "Value [0].c[1].e 'f'", "Key [0].g 'g'", "Key [1][0].x 'x'", "Value [1][0].x 'y'");

    [Fact]
    public void Several_documents_begin_with_their_place() => AssertDescribes(
        "%YAML 1.1\n---\na: b\n...\n---\nc\n---\n",
        "Directive [0] 'YAML 1.1'", "Key [0].a 'a'", "Value [0].a 'b'", "Value [1] 'c'");

    [Fact]
    public void One_document_has_no_place_even_behind_a_marker() => AssertDescribes("# 100% sure\n---\na: b\n", "Comment  '100% sure'", "Key a 'a'", "Value a 'b'");

    [Fact]
    public void Kinds_of_objects_are_types() => AssertDescribes(
        "apiVersion: v1\nkind: Service\nref:\n  kind: Deployment\n",
        "Key apiVersion 'apiVersion'", "Type apiVersion 'v1'", "Key kind 'kind'", "Type kind 'Service'", "Key ref 'ref'", "Key ref.kind 'kind'", "Type ref.kind 'Deployment'");

    [Fact]
    public void Complex_keys_have_no_name() => AssertDescribes("? [a, b]\n: c\n? d\n", "Value ?[0] 'a'", "Value ?[1] 'b'", "Value ? 'c'", "Key d 'd'");

    [Fact]
    public void Offsets_behind_astral_characters_are_right() => AssertDescribes("😀: a😀b\nk: 'x 😀'\n", "Key 😀 '😀'", "Value 😀 'a😀b'", "Key k 'k'", "Value k 'x 😀'");

    [Fact]
    public void Duplicate_keys_are_read_one_by_one() => AssertDescribes("a: 1\na: 2\n", "Key a 'a'", "Value a '1'", "Key a 'a'", "Value a '2'");

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("---\n")]
    [InlineData("---\n---\n")]
    [InlineData("a:\n")]
    [InlineData("a: |\n\n\n")]
    [InlineData("a: &x\nb: !!null\n")]
    [InlineData("# ${{ x }}\n# {{ y }}\n")]
    [InlineData("a:\t'x'\t# c\n")]
    [InlineData("a: ''\nb: \"\"\n")]
    public void Texts_with_little_in_them_are_understood(string text)
    {
        foreach (var variant in ReaderHarness.LineEndings(text)) Assert.Empty(ReaderHarness.Read("a.yaml", variant).Problems);
    }

    [Theory]
    [InlineData("a: b: c\n", "a")]
    [InlineData("a: [b\n", "a")]
    [InlineData("a: 'b\n", "a")]
    [InlineData("a:\n\t- b\n", "a")]
    [InlineData("a: *missing&\n@\n", "a")]
    [InlineData("x: 1\na\0b: c\n", "x")]
    public void Text_that_is_neither_YAML_nor_a_template_is_refused_and_still_covered(string text, string firstKey)
    {
        var document = ReaderHarness.Read("a.yaml", text);

        Assert.False(document.IsUnderstood);
        Assert.Equal(firstKey, document.Leaves.First(l => l.Label == Label.Key).Decode(text));
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_is_refused_in_bounded_time(char bracket)
    {
        Assert.False(ReaderHarness.Read("a.yaml", new string(bracket, 100_000)).IsUnderstood);
        Assert.False(ReaderHarness.Read("a.yaml", string.Concat(Enumerable.Repeat(bracket + "\n", 2_000))).IsUnderstood);
        Assert.False(ReaderHarness.Read("a.yaml", string.Concat(Enumerable.Repeat("- ", 2_000))).IsUnderstood);
    }

    [Fact]
    public void Anchors_that_would_expand_without_end_cost_nothing()
    {
        var text = "a0: &a0 x\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));
        Assert.True(ReaderHarness.Read("a.yaml", text).IsUnderstood);
    }

    [Fact]
    public void Known_files_without_extension_are_YAML() => Assert.Equal("yaml", LanguageCatalog.For(Rewriter.Text.RepoPath.Parse(".yamllint"), "a: b")!.Id);
}
