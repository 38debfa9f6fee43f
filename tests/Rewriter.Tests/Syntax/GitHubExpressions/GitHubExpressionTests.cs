using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.GitHubExpressions;

public sealed class GitHubExpressionTests
{
    private static SyntaxDocument Read(string text)
    {
        var language = LanguageCatalog.Find("github-expression")!;
        var document = language.Read(new ReadRequest(text, RepoPath.Parse("x.yml"), new LanguageStack(language.Id), StructuralPath.Root));
        ReaderHarness.AssertCovers(document);
        return document;
    }

    [Theory]
    [InlineData(" env.SERVICE_NAME ", "Address env|Address SERVICE_NAME github.env SERVICE_NAME")]
    [InlineData("secrets['A''B']", "Address secrets|Address A'B github.secret A''B")]
    [InlineData("needs.build.outputs.tag", "Address needs|Address build github.job build|Address outputs|Address tag github.output build.tag")]
    [InlineData("github.event.inputs.x", "Address github|Address event|Address inputs|Address x github.input x")]
    [InlineData("matrix['a'].b", "Address matrix|Address a github.matrix a|Address b")]
    [InlineData("contains(vars.A, 'it''s')", "Keyword contains|Address vars|Address A github.var A|Value it's")]
    [InlineData("steps.a.outputs.b == 1.5e-3 && !true || null", "Address steps|Address a github.step a|Address outputs|Address b github.step-output a.b|Value 1.5e-3|Value true|Value null")]
    [InlineData("github.event.*.name", "Address github|Address event|Address name")]
    [InlineData("0xff >= -1", "Value 0xff|Value -1")]
    [InlineData("fromJSON(x)[0].y", "Keyword fromJSON|Address x|Value 0|Address y")]
    public void Names_strings_numbers_and_functions_are_told_apart(string text, string expected)
    {
        var document = Read(text);

        Assert.True(document.IsUnderstood, string.Join("; ", document.Problems));
        Assert.Equal(expected, string.Join('|', document.Leaves.Where(l => l.HasMeaning)
            .Select(l => $"{l.Label} {l.Decode(text)}{(l.Symbol is { } s ? $" {s.Kind} {s.Name}" : "")}")));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("'open")]
    [InlineData("a = b")]
    [InlineData("\"a\"")]
    [InlineData("a & b")]
    [InlineData("$x")]
    public void Broken_text_is_a_problem(string text) => Assert.False(Read(text).IsUnderstood);

    [Fact]
    public void Nesting_is_bounded() => Assert.False(Read(new string('(', 100_000)).IsUnderstood);

    [Fact]
    public void Random_tokens_never_throw_and_always_cover()
    {
        string[] tokens = ["a", ".", "'", "''", "(", ")", "[", "]", "*", "==", "!", "&&", "|", "1", "-", "x-y", " ", "\n", "{", "$", "\"", "é", "😀", ","];
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++) Read(string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => tokens[random.Next(tokens.Length)])));
    }
}
