using Rewriter.Syntax;
using Rewriter.Tests.Syntax.Shell;

namespace Rewriter.Tests.Syntax.Justfile;

public sealed class JustfileReaderTests
{
    private const string All =
        "#!/usr/bin/env just\n# about\nset shell := [\"bash\", \"-uc\"]\nset dotenv-load\nversion := \"1.2\" + env('X', `git describe`) / 'y' # v\nexport NAME := if version == \"1\" { 'a' } else { \"b\\t\" }\n" +
        "alias d := deploy\nimport 'x.just'\nimport? 'y.just'\nmod foo\nmod? bar 'z'\nf(x) := x + 'a'\n[private]\n[group('ops'), doc(\"x\")]\n@deploy $env='prod' *args: build (push \"x\" version) && clean foo::bar\n" +
        "    gcloud run deploy {{NAME}} --region={{ env / \"x\" }} \\\n      --image {{{{.Tag}}\n\n    @-echo \"$HOME {{args}}\" # c\nbuild:\n\t#!/usr/bin/env bash\n\tfor i in a; do\n\t  echo {{version}}\n\tdone\n" +
        "py:\n    #!/usr/bin/env python3\n    print(\"{{NAME}}\")\nclean:\npush a b=(version + 'x'):\n";

    private static readonly string[] Pieces =
    [
        "a", "b-c", ":=", ":", "=", "+", "/", "(", ")", "[", "]", "{", "}", "{{", "}}", "{{{{", "'", "\"", "'''", "`", "```", "\\", "\\\n", "\n", "\r\n", "\n    ", "\n\t", " ", "#", "@", "-", "*", "$", "&&", ",",
        "set ", "alias ", "import ", "mod ", "export ", "if ", "else ", "#!/bin/sh\n", "é", "0", "::",
    ];

    [Fact]
    public void Every_construct_is_understood_with_every_line_end() => TokenFuzz.AssertUnderstood("justfile", All);

    [Fact]
    public void Any_order_of_tokens_is_covered_and_never_throws() => TokenFuzz.Run("justfile", Pieces, 3000);

    [Fact]
    public void A_string_that_reaches_beyond_its_command_is_refused()
    {
        Assert.NotEmpty(ReaderHarness.Read("justfile", "a:\n    b {{ 'c\nd' }}\n").Problems);
        Assert.NotEmpty(ReaderHarness.Read("justfile", "a:\n    b {{ 'c\n    d' }}\n    e\n").Problems);
    }

    [Fact]
    public void A_mutated_file_is_covered_and_never_throws() => TokenFuzz.Mutate("justfile", All, Pieces);

    [Fact]
    public void Deep_expressions_are_refused()
    {
        Assert.NotEmpty(ReaderHarness.Read("justfile", "a := " + new string('(', 20_000)).Problems);
        Assert.NotEmpty(ReaderHarness.Read("justfile", "a := " + string.Concat(Enumerable.Repeat("if x == y { z } else ", 20_000))).Problems);
    }

    [Fact]
    public void Recipes_are_shell_with_interpolations_as_holes() => TokenFuzz.AssertRead(
        "justfile",
        "name := 'orderflow'\nSendToProd version='1': (build name)\n  @git tag -a \"dev-v{{version}}\" {{name}}-x\n  echo $HOME\n",
        "Variable  'name'",
        "Value name 'orderflow'",
        "Target  'SendToProd'",
        "Variable  'version'",
        "Value SendToProd.version '1'",
        "Target  'build'",
        "Variable  'name'",
        "Command SendToProd.git 'git' in shell",
        "Argument SendToProd.git 'tag' in shell",
        "Argument SendToProd.git '-a' in shell",
        "Argument SendToProd.git 'dev-v' in shell",
        "Variable  'version'",
        "Variable  'name'",
        "Argument SendToProd.git '-x' in shell",
        "Command SendToProd.echo 'echo' in shell",
        "Variable SendToProd 'HOME' in shell");

    [Fact]
    public void A_recipe_with_another_shebang_is_code_with_interpolations() => TokenFuzz.AssertRead(
        "justfile",
        "py:\n  #!/usr/bin/env python3\n  print(\"{{x}}\")\nz:\n",
        "Target  'py'",
        "Code py '#!/usr/bin/env python3'",
        "Code py 'print(\"'",
        "Variable  'x'",
        "Code py '\")'",
        "Target  'z'");

    [Theory]
    [InlineData("old := 'old'\nr: old\n  echo {{old}} old\nold:\n", "new", "new := 'new'\nr: new\n  echo {{new}} new\nnew:\n")]
    [InlineData("a := \"old\"\n", "x\"\\", "a := \"x\\\"\\\\\"\n")]
    [InlineData("a:\n  echo 'old' {{{{x}}\n", "it's", "a:\n  echo 'it'\\''s' {{{{x}}\n")]
    [InlineData("a:\n  echo old\n", "b c", "a:\n  echo b\\ c\n")]
    [InlineData("alias a := old\nold:\n  #!/bin/bash\n  run old\n", "new", "alias a := new\nnew:\n  #!/bin/bash\n  run new\n")]
    [InlineData("a := `old x`\n", "new", "a := `new x`\n")]
    [InlineData("# old\n", "new", "# new\n")]
    public void New_text_is_written_as_its_place_requires(string text, string replacement, string expected) => TokenFuzz.AssertRename("justfile", text, replacement, expected);

    [Theory]
    [InlineData("old := 'a'\n", "b c")]
    [InlineData("a := 'old'\n", "it's")]
    [InlineData("old:\n", "a:b")]
    [InlineData("a:\n  echo old\n", "b\nc")]
    [InlineData("a:\n  echo 'old'\n", "{{x}}")]
    [InlineData("# old\n", "a\nb")]
    public void New_text_that_does_not_fit_is_refused(string text, string replacement) => TokenFuzz.AssertRefused("justfile", text, replacement);

    [Theory]
    [InlineData("a := \n")]
    [InlineData("a := 'b\n")]
    [InlineData("a b\n")]
    [InlineData("a:\n  echo {{x\n")]
    [InlineData("a: (b\n")]
    [InlineData("  a\n")]
    public void What_just_would_refuse_is_a_problem(string text) => Assert.NotEmpty(ReaderHarness.Read("justfile", text).Problems);

    [Theory]
    [InlineData("justfile")]
    [InlineData("Justfile")]
    [InlineData(".justfile")]
    [InlineData("a/b.just")]
    public void Justfiles_are_known_by_name(string name) => Assert.Equal("justfile", LanguageCatalog.For(Rewriter.Text.RepoPath.Parse(name), "")?.Id);
}
