using Rewriter.Syntax;
using Rewriter.Tests.Syntax.Shell;

namespace Rewriter.Tests.Syntax.Makefile;

public sealed class MakefileReaderTests
{
    private const string All =
        "A=1\nB := $(A) $${HOME}\nC ::= a#c\nD ?= b \\\n  c\nE += ${B:.c=.o}\nF != date +%s\noverride G = x\nexport H\nexport I = y\nunexport H\nundefine A\n" +
        ".PHONY: all\nall: a b | c ## why\n\t@echo \"$(A)\" $$HOME \\\n\t\t$@\n\t-rm $(if $(A),x,y)\na b:: %.o ; cmd $<\n%.o: %.c\n\tcc $^\nobj: %.o: %.c\nall: export V = 1\n" +
        "define body =\n\techo $(1)\ntext $(2)\nendef\n$(eval $(call body,x,y))\ninclude a.mk $(B)\n-include b\nsinclude c\nvpath %.c src\n" +
        "ifeq ($(A),b)\nX=1\nelse ifdef Y\nX=2\nelse\nX=3\nendif\nifneq \"$(A)\" 'b'\nendif\nL = $(foreach i,$(A) b,$(i)-$(shell ls | wc -l))\n# comment \\\n  goes on\n";

    private static readonly string[] Pieces =
    [
        "a", "B", "$", "$$", "$(", "${", ")", "}", " ", "\t", "\n", "\r\n", "\n\t", ":", "::", ":=", "=", "?=", "+=", "!=", ";", "|", "#", "\\", "\\\n", ",", "%", "@", "-", "'", "\"", "`",
        "define x\n", "endef\n", "ifeq (", "else\n", "endif\n", "include ", "export ", "shell ", "call ", "foreach ", ".ONESHELL:\n", ".RECIPEPREFIX = >\n", "é", "0", "(", "{", "&",
    ];

    [Fact]
    public void Every_construct_is_understood_with_every_line_end() => TokenFuzz.AssertUnderstood("Makefile", All);

    [Fact]
    public void Any_order_of_tokens_is_covered_and_never_throws() => TokenFuzz.Run("Makefile", Pieces, 3000);

    [Fact]
    public void A_mutated_file_is_covered_and_never_throws() => TokenFuzz.Mutate("Makefile", All, Pieces);

    [Fact]
    public void Deep_references_are_refused() =>
        Assert.NotEmpty(ReaderHarness.Read("Makefile", "A = " + string.Concat(Enumerable.Repeat("$(", 20_000)) + new string(')', 20_000)).Problems);

    [Fact]
    public void A_recipe_is_shell_with_references_as_holes() => TokenFuzz.AssertRead(
        "Makefile",
        "SERVICE_NAME ?= orderflow-app\ndeploy: build\n\t@gcloud run deploy $(SERVICE_NAME) --image=$${IMG}-$@ \\\n\t\t--region x\n",
        "Variable  'SERVICE_NAME'",
        "Value SERVICE_NAME 'orderflow-app'",
        "Target  'deploy'",
        "Target  'build'",
        "Command deploy.gcloud 'gcloud' in shell",
        "Argument deploy.gcloud 'run' in shell",
        "Argument deploy.gcloud 'deploy' in shell",
        "Variable  'SERVICE_NAME'",
        "Argument deploy.gcloud '--image' in shell",
        "Variable deploy 'IMG' in shell",
        "Argument deploy.gcloud.--image '-' in shell",
        "Argument deploy.gcloud '--region' in shell",
        "Argument deploy.gcloud 'x' in shell");

    [Fact]
    public void A_reference_to_shell_is_read_as_shell() => TokenFuzz.AssertRead(
        "Makefile",
        "V = $(shell git rev-parse $(R)) # c\n",
        "Variable  'V'",
        "Keyword  'shell'",
        "Command git 'git' in shell",
        "Argument git 'rev-parse' in shell",
        "Variable  'R'",
        "Comment  'c'");

    [Fact]
    public void Definitions_and_uses_are_told_apart()
    {
        var symbols = ReaderHarness.Read("Makefile", "A = b\nt: u\n\techo $(A)\n").Leaves.Where(l => l.Symbol is not null).Select(l => $"{l.Symbol!.Kind} {l.Symbol.Name} {l.Symbol.IsDefinition}");
        Assert.Equal(["make.variable A True", "make.target t True", "make.target u False", "make.variable A False"], symbols);
    }

    [Theory]
    [InlineData("old: old-x\n\told $(old)\n", "new", "new: new-x\n\tnew $(new)\n")]
    [InlineData("A = old\n", "a$b#c", "A = a$$b\\#c\n")]
    [InlineData("t:\n\techo old\n", "$x y", "t:\n\techo \\$$x\\ y\n")]
    [InlineData("t:\n\techo 'old' $$HOME\n", "it's", "t:\n\techo 'it'\\''s' $$HOME\n")]
    [InlineData("old ?= 1\nB = $(old:a=b) ${old}\n", "new", "new ?= 1\nB = $(new:a=b) ${new}\n")]
    [InlineData("# old\n", "new one", "# new one\n")]
    [InlineData(".PHONY: old\nold: ; echo old\n", "new", ".PHONY: new\nnew: ; echo new\n")]
    [InlineData("define old\n\techo old\nendef\n", "new", "define new\n\techo new\nendef\n")]
    [InlineData("t: export A = old\n", "new", "t: export A = new\n")]
    [InlineData("A := $(shell echo old)\n", "new", "A := $(shell echo new)\n")]
    public void New_text_is_written_as_its_place_requires(string text, string replacement, string expected) => TokenFuzz.AssertRename("Makefile", text, replacement, expected);

    [Theory]
    [InlineData("old: b\n", "a b")]
    [InlineData("old: b\n", "a:b")]
    [InlineData("old = b\n", "a b")]
    [InlineData("A = old\n", "a\nb")]
    [InlineData("t:\n\techo old\n", "a\nb")]
    [InlineData("# old\n", "a\nb")]
    [InlineData("ifeq (old,b)\nendif\n", "a,b")]
    public void New_text_that_does_not_fit_is_refused(string text, string replacement) => TokenFuzz.AssertRefused("Makefile", text, replacement);

    [Theory]
    [InlineData("ifeq (a,b)\n")]
    [InlineData("endif\n")]
    [InlineData("else\n")]
    [InlineData("define x\n")]
    [InlineData("endef\n")]
    [InlineData("A = $(B\n")]
    [InlineData("words without a separator\n")]
    public void What_make_would_refuse_is_a_problem(string text) => Assert.NotEmpty(ReaderHarness.Read("Makefile", text).Problems);

    [Fact]
    public void Another_recipe_prefix_is_obeyed() =>
        TokenFuzz.AssertRead("Makefile", ".RECIPEPREFIX = >\nt:\n>echo a\n", "Variable  '.RECIPEPREFIX'", "Value [\".RECIPEPREFIX\"] '>'", "Target  't'", "Command t.echo 'echo' in shell", "Argument t.echo 'a' in shell");

    [Fact]
    public void One_shell_reads_all_lines_of_a_recipe_as_one_script() =>
        TokenFuzz.AssertRead("Makefile", ".ONESHELL:\nt:\n\tif a; then\n\t  b\n\tfi\n", "Keyword  '.ONESHELL'", "Target  't'", "Keyword t 'if' in shell", "Command t.a 'a' in shell", "Keyword t 'then' in shell", "Command t.b 'b' in shell", "Keyword t 'fi' in shell");

    [Theory]
    [InlineData("Makefile")]
    [InlineData("GNUmakefile")]
    [InlineData("build/common.mk")]
    [InlineData("Makefile.local")]
    public void Makefiles_are_known_by_name(string name) => Assert.Equal("makefile", LanguageCatalog.For(Rewriter.Text.RepoPath.Parse(name), "")?.Id);
}
