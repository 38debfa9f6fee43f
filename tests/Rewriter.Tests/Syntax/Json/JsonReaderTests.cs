using Rewriter.Syntax;
using Rewriter.Syntax.Json;
using Rewriter.Text;

namespace Rewriter.Tests.Syntax.Json;

public sealed class JsonReaderTests
{
    [Fact]
    public void Keys_and_values_have_their_paths_labels_and_meanings()
    {
        const string Text = """
            {
              "service": "orderflow-app",
              "ports": [8080, -1.5e+3],
              "nested": { "a.b": true, "gone": null, "": false },
              "esc\u0061ped": "tab\t quote\" slash\/ \ud83d\ude80"
            }

            """;
        string[] expected =
        [
            "Key service 'service' (json)",
            "Value service 'orderflow-app' (json)",
            "Key ports 'ports' (json)",
            "Value ports[0] '8080' (json)",
            "Value ports[1] '-1.5e+3' (json)",
            "Key nested 'nested' (json)",
            "Key nested[\"a.b\"] 'a.b' (json)",
            "Value nested[\"a.b\"] 'true' (json)",
            "Key nested.gone 'gone' (json)",
            "Value nested.gone 'null' (json)",
            "Value nested[\"\"] 'false' (json)",
            "Key escaped 'escaped' (json)",
            "Value escaped 'tab\t quote\" slash/ \ud83d\ude80' (json)",
        ];

        foreach (var text in ReaderHarness.LineEndings(Text))
        {
            var document = ReaderHarness.Read("config/app.json", text);
            Assert.Empty(document.Problems);
            Assert.Equal(expected, ReaderHarness.Describe(document));
        }
    }

    [Theory]
    [InlineData("tsconfig.json")]
    [InlineData("app/tsconfig.build.json")]
    [InlineData(".vscode/settings.json")]
    [InlineData(".devcontainer/devcontainer.json")]
    [InlineData("appsettings.Production.json")]
    [InlineData("wrangler.jsonc")]
    [InlineData(".eslintrc")]
    public void Comments_and_trailing_commas_are_read_where_the_tool_takes_them(string name)
    {
        const string Text = "{ // the service\n  \"a\": [1, /* two */ 2,],\n}\n";
        foreach (var text in ReaderHarness.LineEndings(Text))
        {
            var document = ReaderHarness.Read(name, text);
            Assert.Empty(document.Problems);
            Assert.Equal(
                ["Comment  ' the service' (json)", "Key a 'a' (json)", "Value a[0] '1' (json)", "Comment a ' two ' (json)", "Value a[1] '2' (json)"],
                ReaderHarness.Describe(document));
        }
    }

    [Theory]
    [InlineData("{\"a\": 1} // x")]
    [InlineData("{\"a\": 1,}")]
    [InlineData("[1,]")]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("{'a': 1}")]
    [InlineData("{a: 1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\": 01}")]
    [InlineData("{\"a\": .5}")]
    [InlineData("{\"a\": 1.}")]
    [InlineData("{\"a\": +1}")]
    [InlineData("{\"a\": NaN}")]
    [InlineData("{\"a\": \"x\ny\"}")]
    [InlineData("{\"a\": \"\\x41\"}")]
    [InlineData("{\"a\": \"\\u12g4\"}")]
    [InlineData("{\"a\": \"x")]
    [InlineData("{\"a\": \"x\\")]
    [InlineData("[1 2]")]
    [InlineData("{} {}")]
    [InlineData("{\"a\": {{ .Values.a }}}")]
    public void What_is_no_JSON_is_a_problem_and_still_covered(string text)
    {
        var document = ReaderHarness.Read("app.json", text);
        Assert.Single(document.Problems);
        Assert.NotEmpty(document.Problems[0].Message);
    }

    [Fact]
    public void A_refused_file_keeps_its_words_visible()
    {
        var document = ReaderHarness.Read("app.json", "{\"a\": orderflow-app,\n \"b\": 2}\n");
        Assert.Equal(["Key a 'a' (json)", "Text  '\": orderflow-app,' (json)", "Text  '\"b\": 2}' (json)"], ReaderHarness.Describe(document));
    }

    [Fact]
    public void Nesting_is_bounded_with_a_message()
    {
        Assert.Empty(ReaderHarness.Read("a.json", new string('[', ReadRequest.MaxNesting) + new string(']', ReadRequest.MaxNesting)).Problems);
        var document = ReaderHarness.Read("a.json", new string('[', 200_000));
        Assert.Contains("deep", Assert.Single(document.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state.tfstate", true)]
    [InlineData("main.tf.json", true)]
    [InlineData("site.webmanifest", true)]
    [InlineData("a.yaml", false)]
    [InlineData("a.json5", false)]
    public void Files_are_claimed_by_name(string name, bool claimed)
    {
        Assert.Equal(claimed, JsonLanguage.Instance.Claim(RepoPath.Parse(name), "{}") > 0);
    }

    [Fact]
    public void A_settings_file_that_may_be_YAML_is_claimed_by_its_first_sign()
    {
        Assert.Equal(0, JsonLanguage.Instance.Claim(RepoPath.Parse(".eslintrc"), "root: true\n"));
        Assert.Equal(100, JsonLanguage.Instance.Claim(RepoPath.Parse(".eslintrc"), "\n{ \"root\": true }"));
    }

    [Fact]
    public void A_hole_in_a_string_or_in_place_of_a_value_is_one_opaque_piece()
    {
        const string Text = """{"name": "app-${{x}}-v1", "count": ${{n}}, "port": 80${{p}}, "${{k}}": [${{v}}]}""";
        var document = ReadWithHoles(Text);

        ReaderHarness.AssertCovers(document);
        Assert.Empty(document.Problems);
        Assert.Equal(
            [
                "Key name 'name'", "Value name 'app-'", "Code  '${{x}}'", "Value name '-v1'",
                "Key count 'count'", "Code  '${{n}}'",
                "Key port 'port'", "Value port '80'", "Code  '${{p}}'",
                "Code  '${{k}}'", "Code  '${{v}}'",
            ],
            document.Leaves.Where(l => l.HasMeaning).Select(l => $"{l.Label} {l.Path} '{l.Decode(Text)}'"));
    }

    [Fact]
    public void A_hole_that_holds_quotes_does_not_end_the_string()
    {
        var document = ReadWithHoles("""["a ${{ f("x") }} b"]""");
        Assert.Empty(document.Problems);
        ReaderHarness.AssertCovers(document);
    }

    private static SyntaxDocument ReadWithHoles(string text)
    {
        var holes = System.Collections.Immutable.ImmutableArray.CreateBuilder<Hole>();
        for (var start = text.IndexOf("${{", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${{", start + 1, StringComparison.Ordinal))
        {
            var span = Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, text.IndexOf("}}", start, StringComparison.Ordinal) + 2);
            holes.Add(new Hole(span, [new SyntaxLeaf(span, Label.Code, StructuralPath.Root, new LanguageStack("json"), LeafCodec.Verbatim)]));
        }

        var request = new ReadRequest(text, RepoPath.Parse("a.yaml"), new LanguageStack("yaml").Push("json"), StructuralPath.Root) { Holes = new HoleSet(holes.ToImmutable()) };
        return JsonLanguage.Instance.Read(request);
    }
}
