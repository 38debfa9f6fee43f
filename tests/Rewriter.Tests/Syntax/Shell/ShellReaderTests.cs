using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Shell;

public sealed class ShellReaderTests
{
    public static TheoryData<string> Constructs => new(
        "#!/usr/bin/env bash\nset -euo pipefail\n",
        "echo a\\ b 'c d' \"e $f ${g} h\" $'i\\n' $\"j\" # k\n",
        "X=1 Y+=2 Z= cmd a=b\n",
        "export A=1 B\nlocal c=(1 2 [3]=4)\ndeclare -A m=([k]=v [\"l m\"]=w)\nm[k]+=x\n",
        "echo ${a:-b} ${a:=\"c d\"} ${a#*/} ${a%%.*} ${a//x/y} ${a:1:2} ${#a} ${!a} ${!a*} ${a[0]} ${a[@]} ${a^^} ${a@Q} $1 $@ $?\n",
        "a=$(b \"$(c `d`)\")\ne=`f \\`g\\``\n",
        "echo $((1 + x * (y - 2))) $[3+4]\n((i++))\nfor ((i = 0; i < 3; i++)); do :; done\n",
        "diff <(a) >(b) <<<\"word\" <<< w\n",
        "cat <<A <<-'B' > c\nx $y \\$z $(d)\nA\n\traw $y\n\tB\n",
        "a 2>/dev/null >&2 &>b &>>c <d >|e {fd}>f 3<&-\n",
        "if a; then b; elif c; then d; else e; fi\nwhile x; do y; done\nuntil x; do y; done\nselect s in 1 2; do z; done\n",
        "case $x in\n  a|b) c ;;\n  (d*) e ;&\n  f) ;;&\n  *) g\nesac\n",
        "f() { g; }\nfunction h { i; } >j\nk() (l)\nf\n",
        "[[ -f $a && ( $b == c* || ! $d =~ ^(e|f g)+$ ) ]] && [ x = y ]\n",
        "a | b |& c && d || ! e; f & g\n{ a; b; }; (c; d)\n",
        "a \\\n  --b=c \\\n  -d e\n",
        "shopt -s extglob\nrm !(a|b) @(c|d)e *.{f,g} h[!i]\n",
        "time -p a\ncoproc b { c; }\n! d\n");

    [Theory]
    [MemberData(nameof(Constructs))]
    public void Every_construct_is_understood_with_every_line_end(string text)
    {
        string[]? first = null;
        foreach (var variant in ReaderHarness.LineEndings(text))
        {
            var document = ReaderHarness.Read("a.sh", variant);
            Assert.Empty(document.Problems);
            first ??= ReaderHarness.Describe(document);
            Assert.Equal(first, ReaderHarness.Describe(document));
        }
    }

    [Theory]
    [InlineData("if a; then b")]
    [InlineData("a )")]
    [InlineData("(a")]
    [InlineData("echo 'a")]
    [InlineData("echo \"a")]
    [InlineData("echo `a")]
    [InlineData("echo ${a")]
    [InlineData("echo $(a")]
    [InlineData("cat <<EOF\na\n")]
    [InlineData("cat <<EOF")]
    [InlineData("a &&")]
    [InlineData("a | | b")]
    [InlineData("case x in a b) ;; esac")]
    [InlineData("for 1 in a; do b; done")]
    [InlineData("f() a")]
    [InlineData("if; then a; fi")]
    [InlineData("{ }")]
    [InlineData("a; ; b")]
    [InlineData("[[ a")]
    [InlineData("a (b)")]
    [InlineData("done")]
    public void What_no_shell_would_run_is_a_problem_and_is_still_covered(string text) =>
        Assert.NotEmpty(ReaderHarness.Read("a.sh", text).Problems);

    [Fact]
    public void A_command_line_is_told_apart_into_program_options_and_values()
    {
        AssertRead(
            "gcloud secrets create pult-key --project=\"$PROJECT_ID\" --policy='auto' 2>/dev/null || true # copy\n",
            "Command gcloud 'gcloud'",
            "Argument gcloud 'secrets'",
            "Argument gcloud 'create'",
            "Argument gcloud 'pult-key'",
            "Argument gcloud '--project'",
            "Variable  'PROJECT_ID'",
            "Argument gcloud '--policy'",
            "Argument gcloud.--policy 'auto'",
            "Keyword  '2'",
            "Argument  '/dev/null'",
            "Command true 'true'",
            "Comment  'copy'");
    }

    [Fact]
    public void Assignments_and_expansions_name_their_variables()
    {
        var text = "export SERVICE=orderflow-app\nNAME=\"${SERVICE:-x-y}-$ENV\"\n";
        AssertRead(
            text,
            "Command export 'export'",
            "Variable  'SERVICE'",
            "Value SERVICE 'orderflow-app'",
            "Variable  'NAME'",
            "Variable  'SERVICE'",
            "Value SERVICE 'x-y'",
            "Value NAME '-'",
            "Variable  'ENV'");
        var symbols = ReaderHarness.Read("a.sh", text).Leaves.Where(l => l.Symbol is not null).Select(l => $"{l.Symbol!.Kind} {l.Symbol.Name} {l.Symbol.IsDefinition}");
        Assert.Equal(["shell.variable SERVICE True", "shell.variable NAME True", "shell.variable SERVICE False", "shell.variable ENV False"], symbols);
    }

    [Fact]
    public void A_function_is_a_symbol_its_calls_are_uses_and_its_body_lies_under_it()
    {
        var text = "deploy \"$1\"\ndeploy() {\n  local name=a\n  run $name\n}\n";
        AssertRead(
            text,
            "Command deploy 'deploy'",
            "Variable  '1'",
            "Symbol  'deploy'",
            "Keyword deploy '{'",
            "Command deploy.local 'local'",
            "Variable deploy 'name'",
            "Value deploy.name 'a'",
            "Command deploy.run 'run'",
            "Variable deploy 'name'",
            "Keyword deploy '}'");
        Assert.Equal("shell.function", ReaderHarness.Read("a.sh", text).MeaningfulLeaves[0].Symbol?.Kind);
    }

    [Fact]
    public void A_command_lies_under_the_function_that_it_stands_in_and_under_none_behind_it()
    {
        AssertRead(
            "run a\nf() { run b; }\nrun c\ng() { run d; }\n",
            "Command run 'run'",
            "Argument run 'a'",
            "Symbol  'f'",
            "Keyword f '{'",
            "Command f.run 'run'",
            "Argument f.run 'b'",
            "Keyword f '}'",
            "Command run 'run'",
            "Argument run 'c'",
            "Symbol  'g'",
            "Keyword g '{'",
            "Command g.run 'run'",
            "Argument g.run 'd'",
            "Keyword g '}'");
    }

    [Theory]
    [InlineData("if=1\n", "Variable  'if'", "Value if '1'")]
    [InlineData("if-not a\n", "Command if-not 'if-not'", "Argument if-not 'a'")]
    [InlineData("echo if\n", "Command echo 'echo'", "Argument echo 'if'")]
    [InlineData("X=1 do\n", "Variable  'X'", "Value X '1'", "Command do 'do'")]
    public void A_reserved_word_is_one_only_where_it_stands_alone_and_first(string text, params string[] expected) => AssertRead(text, expected);

    [Fact]
    public void Here_documents_are_values_with_expansions_where_the_delimiter_is_plain()
    {
        AssertRead(
            "cat <<EOF <<'RAW'\nname: $X \\$Y\nEOF\nname: $X\nRAW\n",
            "Command cat 'cat'",
            "Delimiter  'EOF'",
            "Delimiter  'RAW'",
            "Value  'name: '",
            "Variable  'X'",
            "Value  ' $Y'",
            "Delimiter  'EOF'",
            "Value  'name: $X'",
            "Delimiter  'RAW'");
    }

    [Fact]
    public void A_here_string_is_no_here_document() =>
        AssertRead("cat <<< EOF\necho b\n", "Command cat 'cat'", "Value  'EOF'", "Command echo 'echo'", "Argument echo 'b'");

    [Fact]
    public void A_here_document_inside_a_substitution_ends_inside_of_it() =>
        AssertRead("a=$(cat <<E\nx)\nE\n)\nb\n", "Variable  'a'", "Command cat 'cat'", "Delimiter  'E'", "Value  'x)'", "Delimiter  'E'", "Command b 'b'");

    [Fact]
    public void A_hash_opens_a_comment_only_at_the_beginning_of_a_word() =>
        AssertRead("echo a#b ${#c} #d\n", "Command echo 'echo'", "Argument echo 'a#b'", "Variable  'c'", "Comment  'd'");

    [Fact]
    public void An_even_number_of_backslashes_at_a_line_end_is_no_continuation() =>
        AssertRead("echo a\\\\\nb\n", "Command echo 'echo'", "Argument echo 'a\\'", "Command b 'b'");

    [Fact]
    public void A_subshell_in_a_subshell_is_no_arithmetic() =>
        AssertRead("((a); b)\necho $((c) | d)\n", "Command a 'a'", "Command b 'b'", "Command echo 'echo'", "Command c 'c'", "Command d 'd'");

    [Fact]
    public void A_reserved_word_is_one_only_where_a_command_begins() =>
        AssertRead("echo if then; if a; then b; fi\n", "Command echo 'echo'", "Argument echo 'if'", "Argument echo 'then'", "Keyword  'if'", "Command a 'a'", "Keyword  'then'", "Command b 'b'", "Keyword  'fi'");

    [Fact]
    public void Holes_are_opaque_parts_of_the_words_they_stand_in()
    {
        const string Text = "run ${{ x }}-app \"a${{ x }}b\" ${{ x }}\n";
        var holes = new List<Hole>();
        var stack = new LanguageStack("outer");
        for (var i = Text.IndexOf("${{", StringComparison.Ordinal); i >= 0; i = Text.IndexOf("${{", i + 1, StringComparison.Ordinal))
        {
            var leaf = new SyntaxLeaf(new(i, 8), Label.Code, StructuralPath.Root, stack, LeafCodec.Verbatim);
            holes.Add(new Hole(new(i, 8), [leaf]));
        }

        var request = new ReadRequest(Text, Rewriter.Text.RepoPath.Parse("a.yml"), stack.Push("shell"), StructuralPath.Root) { Holes = new HoleSet([.. holes]) };
        var document = LanguageCatalog.Find("bash")!.Read(request);
        ReaderHarness.AssertCovers(document);
        Assert.Empty(document.Problems);
        Assert.Equal(
            ["Command 'run'", "Code '${{ x }}'", "Argument '-app'", "Argument 'a'", "Code '${{ x }}'", "Argument 'b'", "Code '${{ x }}'"],
            document.Leaves.Where(l => l.HasMeaning).Select(l => $"{l.Label} '{l.Decode(Text)}'"));
    }

    [Theory]
    [InlineData("deploy", "#!/bin/bash\n")]
    [InlineData("deploy", "#!/usr/bin/env -S sh -e\n")]
    [InlineData("a.sh", "")]
    [InlineData(".envrc", "")]
    [InlineData("dir/.bashrc", "")]
    public void Shell_files_are_known_by_name_and_by_shebang(string name, string head) =>
        Assert.Equal("shell", LanguageCatalog.For(Rewriter.Text.RepoPath.Parse(name), head)?.Id);

    private static void AssertRead(string text, params string[] expected)
    {
        var document = ReaderHarness.Read("a.sh", text);
        Assert.Empty(document.Problems);
        Assert.Equal(expected, ReaderHarness.Describe(document).Select(d => d.Replace(" (shell)", string.Empty, StringComparison.Ordinal)));
    }
}
