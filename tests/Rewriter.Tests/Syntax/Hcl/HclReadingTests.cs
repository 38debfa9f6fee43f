using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Hcl;

public sealed class HclReadingTests
{
    public static TheoryData<string, string[]> Constructs => new()
    {
        { "a = 1", ["Key a 'a'", "Value a '1'"] },
        { "a-b = -1.5e+3", ["Key a-b 'a-b'", "Value a-b '1.5e+3'"] },
        { "é = !true", ["Key é 'é'", "Keyword é 'true'"] },
        { "a = null", ["Key a 'a'", "Keyword a 'null'"] },
        { "a = \"x y\"", ["Key a 'a'", "Value a 'x y'"] },
        { "a = \"\"", ["Key a 'a'"] },
        { "a = \"\\n\\t\\\"\\\\\\u00e9\\U0001F600\"", ["Key a 'a'", "Value a '\n\t\"\\é😀'"] },
        { "a = \"$${x} %%{y} 100% $5\"", ["Key a 'a'", "Value a '${x} %{y} 100% $5'"] },
        { "a = \"x-${ b }-y\"", ["Key a 'a'", "Value a 'x-'", "Address a 'b'", "Value a '-y'"] },
        { "a = \"${~ b ~}\"", ["Key a 'a'", "Address a 'b'"] },
        { "a = \"${\"in${b}\"}\"", ["Key a 'a'", "Value a 'in'", "Address a 'b'"] },
        { "a = \"%{ if b ~}x%{ else }y%{~ endif }\"", ["Key a 'a'", "Keyword a 'if'", "Address a 'b'", "Value a 'x'", "Keyword a 'else'", "Value a 'y'", "Keyword a 'endif'"] },
        { "a = \"%{ for i, x in b }${x}%{ endfor }\"", ["Key a 'a'", "Keyword a 'for'", "Variable a 'i'", "Variable a 'x'", "Keyword a 'in'", "Address a 'b'", "Variable a 'x'", "Keyword a 'endfor'"] },
        { "a = [1, \"x\",]", ["Key a 'a'", "Value a[0] '1'", "Value a[1] 'x'"] },
        { "a = [\n\n]", ["Key a 'a'"] },
        { "a = {\n\n}", ["Key a 'a'"] },
        { "a = {\n  b = 1\n\n  \"c d\" : 2,\n  (e) = 3\n}", ["Key a 'a'", "Key a.b 'b'", "Value a.b '1'", "Key a.c d 'c d'", "Value a.c d '2'", "Address a 'e'", "Value a.(e) '3'"] },
        { "a = { b.c = 1 }", ["Key a 'a'", "Address a 'b'", "Address a 'c'", "Value a[\"b.c\"] '1'"] },
        { "a = { \"x${b}\" = 1 }", ["Key a 'a'", "Value a 'x'", "Address a 'b'", "Value a[\"\\\"x${b}\\\"\"] '1'"] },
        { "a = [for x in b : x if x != c]", ["Key a 'a'", "Keyword a 'for'", "Variable a 'x'", "Keyword a 'in'", "Address a 'b'", "Variable a 'x'", "Keyword a 'if'", "Variable a 'x'", "Address a 'c'"] },
        { "a = {for k, v in b : k => v...}", ["Key a 'a'", "Keyword a 'for'", "Variable a 'k'", "Variable a 'v'", "Keyword a 'in'", "Address a 'b'", "Variable a 'k'", "Variable a 'v'"] },
        { "a = {\nfor\nk\n,\nv in\nb\n:\nk\n=>\nv\n}", ["Key a 'a'", "Keyword a 'for'", "Variable a 'k'", "Variable a 'v'", "Keyword a 'in'", "Address a 'b'", "Variable a 'k'", "Variable a 'v'"] },
        { "a = f(1,\n  b...\n)", ["Key a 'a'", "Keyword a 'f'", "Value a '1'", "Address a 'b'"] },
        { "a = provider::x::f()", ["Key a 'a'", "Keyword a 'provider'", "Keyword a 'x'", "Keyword a 'f'"] },
        { "a = b.c[0].*.d", ["Key a 'a'", "Address a 'b'", "Address a 'c'", "Value a '0'", "Address a 'd'"] },
        { "a = b[*].c[\"k\"]", ["Key a 'a'", "Address a 'b'", "Address a 'c'", "Value a 'k'"] },
        { "a = (b[\n*\n].c)", ["Key a 'a'", "Address a 'b'", "Address a 'c'"] },
        { "a = b.0.c", ["Key a 'a'", "Address a 'b'", "Value a '0'", "Address a 'c'"] },
        { "a = b ? c : d ? 1 : 2", ["Key a 'a'", "Address a 'b'", "Address a 'c'", "Address a 'd'", "Value a '1'", "Value a '2'"] },
        { "a = (b\n  && c\n  || d)", ["Key a 'a'", "Address a 'b'", "Address a 'c'", "Address a 'd'"] },
        { "a = var.x", ["Key a 'a'", "Keyword a 'var'", "Variable a 'x'"] },
        { "a = each.value.b", ["Key a 'a'", "Keyword a 'each'", "Address a 'value'", "Address a 'b'"] },
        { "# one\n// two\n/* three\n * four */\na = 1 # five", ["Comment  'one'", "Comment  'two'", "Comment  'three'", "Comment  'four'", "Key a 'a'", "Value a '1'", "Comment  'five'"] },
        { "a /* 1 */ = /* 2 */ f /* 3 */ ( b /* 4 */ . c ) /* 5 */", ["Key a 'a'", "Comment  '1'", "Comment  '2'", "Keyword a 'f'", "Comment  '3'", "Address a 'b'", "Comment  '4'", "Address a 'c'", "Comment  '5'"] },
        { "a = { b /* 1 */ = 1, \"c\" /* 2 */ : 2 }", ["Key a 'a'", "Key a.b 'b'", "Comment  '1'", "Value a.b '1'", "Key a.c 'c'", "Comment  '2'", "Value a.c '2'"] },
        { "b /* 1 */ \"x\" /* 2 */ {}", ["Keyword b 'b'", "Comment  '1'", "Symbol b.x 'x'", "Comment  '2'"] },
        { "b {}", ["Keyword b 'b'"] },
        { "b { x = 1 }", ["Keyword b 'b'", "Key b.x 'x'", "Value b.x '1'"] },
        { "b \"x\" y {\n  c {\n    d = 1\n  }\n}", ["Keyword b 'b'", "Type b.x 'x'", "Symbol b.x.y 'y'", "Keyword b.x.y.c 'c'", "Key b.x.y.c.d 'd'", "Value b.x.y.c.d '1'"] },
        { "a = <<EOF\n  x ${b}y\n\n$${z}\n  EOF\n", ["Key a 'a'", "Delimiter a 'EOF'", "Value a 'x'", "Address a 'b'", "Value a 'y'", "Value a '${z}'", "Delimiter a 'EOF'"] },
        { "a = <<-EOF\n  \\n \"q\"\n  EOF\n", ["Key a 'a'", "Delimiter a 'EOF'", "Value a '\\n \"q\"'", "Delimiter a 'EOF'"] },
        { "a = f(<<A\nx\nA\n, <<B\ny\nB\n)", ["Key a 'a'", "Keyword a 'f'", "Delimiter a 'A'", "Value a 'x'", "Delimiter a 'A'", "Delimiter a 'B'", "Value a 'y'", "Delimiter a 'B'"] },
        { "a = <<EOF\n${\nEOF\n}\nEOF\n", ["Key a 'a'", "Delimiter a 'EOF'", "Address a 'EOF'", "Delimiter a 'EOF'"] },
        { "", [] },
    };

    [Theory]
    [MemberData(nameof(Constructs))]
    public void Every_construct_is_read_with_every_line_end(string text, string[] expected)
    {
        foreach (var variant in Variants(text))
        {
            var document = ReaderHarness.Read("main.hcl", variant);
            Assert.Empty(document.Problems);
            Assert.Equal(expected.Select(e => e + " (hcl)"), ReaderHarness.Describe(document));
        }
    }

    [Fact]
    public void A_tab_between_all_parts_means_the_same_as_a_blank()
    {
        var document = ReaderHarness.Read("main.hcl", "b\t\"x\"\t{\n\ta\t=\t[\t1\t]\t# c\n\t}\t\n");
        Assert.Empty(document.Problems);
        Assert.Equal(["Keyword b 'b' (hcl)", "Symbol b.x 'x' (hcl)", "Key b.x.a 'a' (hcl)", "Value b.x.a[0] '1' (hcl)", "Comment  'c' (hcl)"], ReaderHarness.Describe(document));
    }

    [Fact]
    public void Signs_behind_the_last_word_are_no_leaves_with_meaning() =>
        Assert.Equal(["Key a 'a' (hcl)", "Key a.b 'b' (hcl)", "Value a.b '1' (hcl)"], ReaderHarness.Describe(ReaderHarness.Read("x.tfvars", "a = { b = 1 }")));

    [Theory]
    [InlineData("main.tf")]
    [InlineData("prod.auto.tfvars")]
    [InlineData("terragrunt.hcl")]
    [InlineData("main.tofu")]
    [InlineData("gcs.tfbackend")]
    [InlineData("infra/.terraform.lock.hcl")]
    public void Its_files_are_claimed(string name) =>
        Assert.Equal("hcl", LanguageCatalog.For(Rewriter.Text.RepoPath.Parse(name), string.Empty)?.Id);

    [Theory]
    [InlineData("terraform")]
    [InlineData("tf")]
    [InlineData("tofu")]
    [InlineData("HCL")]
    public void A_fence_may_call_it_by_an_alias(string alias) => Assert.Equal("hcl", LanguageCatalog.Find(alias)?.Id);

    // The final line end cannot be left out behind a heredoc: HashiCorp's parser wants it there.
    private static IEnumerable<string> Variants(string text) =>
        text.Contains("<<", StringComparison.Ordinal) && text.EndsWith('\n')
            ? [text, text.ReplaceLineEndings("\r\n")]
            : ReaderHarness.LineEndings(text).Concat(ReaderHarness.LineEndings(text + "\n"));
}
