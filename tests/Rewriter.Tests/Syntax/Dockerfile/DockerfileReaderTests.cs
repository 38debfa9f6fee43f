using Rewriter.Syntax;
using Rewriter.Tests.Syntax.Shell;

namespace Rewriter.Tests.Syntax.Dockerfile;

public sealed class DockerfileReaderTests
{
    private const string All =
        "# syntax=docker/dockerfile:1\n# about\nARG V=1.2 W\nFROM --platform=$BUILDPLATFORM golang:${V:-1.0} AS build\nENV A=b C=\"d e\" F='g' H=i\\ j\nENV old some value\nLABEL org.x=\"y\"\n" +
        "RUN --mount=type=cache,target=/root,from=build apt-get update && \\\n    # why\n\n    apt-get install -y curl \\\n  # more\n  git\nRUN <<EOT\necho $A\nEOT\nRUN cat <<E1 > x && cat <<-'E2'\nhello $A\nE1\n\tworld\n\tE2\n" +
        "COPY --from=build --chown=1:1 /src/$A ./\nCOPY <<\"CFG\" <<G2 /etc/\nname: $x\nCFG\nname: ${A}\nG2\nADD [\"a b\", \"c\"]\nfrom build as final\nHEALTHCHECK --interval=5s CMD [\"curl\", \"x\\u002fy\"]\nHEALTHCHECK NONE\n" +
        "ONBUILD RUN echo hi\nEXPOSE 80/tcp 81\nUSER app\nWORKDIR /app/$A\nVOLUME [\"/data\"]\nVOLUME /a /b\nSTOPSIGNAL SIGTERM\nSHELL [\"/bin/bash\", \"-c\"]\nENTRYPOINT [\"/bin/x\", \\\n  # c\n  \"--y\"]\nCMD exec a\nMAINTAINER somebody\n";

    private static readonly string[] Pieces =
    [
        "FROM ", "RUN ", "COPY ", "ENV ", "ARG ", "CMD ", "LABEL ", "ONBUILD ", "HEALTHCHECK ", "AS ", "a", "b=c", "$", "${", "}", ":-", "\"", "'", "\\", "\\\n", "\\ \n", "\n", "\r\n", " ", "\t", "# c\n",
        "# escape=`\n", "`", "`\n", "<<E\n", "<<-'E'\n", "E\n", "[", "]", "[\"a\"", ",", "--from=", "--mount=type=x,", "&&", ";", "(", ")", "$(", "é", "0",
    ];

    [Fact]
    public void Every_construct_is_understood_with_every_line_end() => TokenFuzz.AssertUnderstood("Dockerfile", All);

    [Fact]
    public void Any_order_of_tokens_is_covered_and_never_throws() => TokenFuzz.Run("Dockerfile", Pieces, 3000);

    [Fact]
    public void A_mutated_file_is_covered_and_never_throws() => TokenFuzz.Mutate("Dockerfile", All, Pieces);

    [Fact]
    public void Instructions_are_told_apart() => TokenFuzz.AssertRead(
        "Dockerfile",
        "FROM golang:1.2 AS build\nENV SERVICE=orderflow-app\nRUN a && \\\n  # why\n  b $SERVICE\nCOPY --from=build x y\nCMD [\"/bin/a\\n\", \"b\"]\n",
        "Keyword  'FROM'",
        "Value FROM 'golang:1.2'",
        "Keyword  'AS'",
        "Symbol  'build'",
        "Keyword  'ENV'",
        "Key ENV 'SERVICE'",
        "Value ENV.SERVICE 'orderflow-app'",
        "Keyword  'RUN'",
        "Command RUN.a 'a' in shell",
        "Comment  'why'",
        "Command RUN.b 'b' in shell",
        "Variable RUN 'SERVICE' in shell",
        "Keyword  'COPY'",
        "Argument COPY '--from'",
        "Value COPY.--from 'build'",
        "Argument COPY 'x'",
        "Argument COPY 'y'",
        "Keyword  'CMD'",
        "Command CMD '/bin/a\n'",
        "Argument CMD 'b'");

    [Fact]
    public void Stages_and_variables_are_definitions_and_uses()
    {
        var symbols = ReaderHarness.Read("Dockerfile", "FROM x AS b\nARG V\nRUN echo $V $W\nCOPY --from=b $V .\nFROM b\n").Leaves.Where(l => l.Symbol is not null).Select(l => $"{l.Symbol!.Kind} {l.Symbol.Name} {l.Symbol.IsDefinition}");
        Assert.Equal(["docker.stage b True", "docker.variable V True", "docker.variable V False", "shell.variable W False", "docker.stage b False", "docker.variable V False", "docker.stage b False"], symbols);
    }

    [Fact]
    public void An_even_number_of_backslashes_at_a_line_end_is_no_continuation() =>
        TokenFuzz.AssertRead("Dockerfile", "RUN echo a\\\\\nUSER b\n", "Keyword  'RUN'", "Command RUN.echo 'echo' in shell", "Argument RUN.echo 'a\\' in shell", "Keyword  'USER'", "Value USER 'b'");

    [Fact]
    public void A_continuation_before_CRLF_continues() =>
        TokenFuzz.AssertRead("Dockerfile", "USER \\\r\n  b\r\nRUN c \\\r\n  d\r\n", "Keyword  'USER'", "Value USER 'b'", "Keyword  'RUN'", "Command RUN.c 'c' in shell", "Argument RUN.c 'd' in shell");

    [Fact]
    public void The_escape_directive_sets_the_escape_character() =>
        TokenFuzz.AssertRead("Dockerfile", "# escape=`\nWORKDIR C:\\a\nCOPY a `\n b\n", "Directive  'escape=`'", "Keyword  'WORKDIR'", "Value WORKDIR 'C:\\a'", "Keyword  'COPY'", "Argument COPY 'a'", "Argument COPY 'b'");

    [Fact]
    public void A_quoted_delimiter_keeps_the_body_as_it_is_and_a_here_string_is_no_here_document() =>
        TokenFuzz.AssertRead(
            "Dockerfile",
            "COPY <<'E' /x\n$a\nE\nRUN cat <<< E\nUSER b\n",
            "Keyword  'COPY'",
            "Delimiter COPY 'E'",
            "Argument COPY '/x'",
            "Value COPY '$a'",
            "Delimiter COPY 'E'",
            "Keyword  'RUN'",
            "Command RUN.cat 'cat' in shell",
            "Value RUN 'E' in shell",
            "Keyword  'USER'",
            "Value USER 'b'");

    [Fact]
    public void Two_signs_inside_of_arithmetic_are_no_here_document() =>
        TokenFuzz.AssertRead("Dockerfile", "RUN a $((1<<N))\nUSER b\n", "Keyword  'RUN'", "Command RUN.a 'a' in shell", "Value RUN '1' in shell", "Variable RUN 'N' in shell", "Keyword  'USER'", "Value USER 'b'");

    [Theory]
    [InlineData("FROM x AS old\nFROM old\nCOPY --from=old a b\n", "new", "FROM x AS new\nFROM new\nCOPY --from=new a b\n")]
    [InlineData("ENV A=old\n", "a b", "ENV A=a\\ b\n")]
    [InlineData("ENV A=\"old\"\n", "a\"$b", "ENV A=\"a\\\"\\$b\"\n")]
    [InlineData("ENV old=1\nRUN echo $old\nWORKDIR /$old\n", "new", "ENV new=1\nRUN echo $new\nWORKDIR /$new\n")]
    [InlineData("CMD [\"old\"]\n", "a\"b\\", "CMD [\"a\\\"b\\\\\"]\n")]
    [InlineData("RUN echo old && \\\n  # old\n  'old'\n", "new", "RUN echo new && \\\n  # new\n  'new'\n")]
    [InlineData("RUN <<old\necho old\nold\n", "new", "RUN <<new\necho new\nnew\n")]
    [InlineData("COPY <<E /x\nold\nE\n", "$y", "COPY <<E /x\n\\$y\nE\n")]
    [InlineData("LABEL old.x=\"old\"\n", "new", "LABEL new.x=\"new\"\n")]
    [InlineData("# old\nFROM x/old:1\n", "new", "# new\nFROM x/new:1\n")]
    public void New_text_is_written_as_its_place_requires(string text, string replacement, string expected) => TokenFuzz.AssertRename("Dockerfile", text, replacement, expected);

    [Theory]
    [InlineData("FROM x AS old\n", "a b")]
    [InlineData("ENV old=1\n", "a b")]
    [InlineData("ENV A=old\n", "a\nb")]
    [InlineData("ENV A='old'\n", "it's")]
    [InlineData("COPY <<E /x\nold\nE\n", "E")]
    [InlineData("RUN echo old\n", "a\nb")]
    [InlineData("# old\n", "a\nb")]
    public void New_text_that_does_not_fit_is_refused(string text, string replacement) => TokenFuzz.AssertRefused("Dockerfile", text, replacement);

    [Theory]
    [InlineData("NOSUCH a\n")]
    [InlineData("FROM\n")]
    [InlineData("FROM a b\n")]
    [InlineData("RUN <<E\na\n")]
    [InlineData("RUN cat <<E > x\na\n")]
    [InlineData("ENV a\n")]
    [InlineData("WORKDIR ${a\n")]
    [InlineData("# escape=x\nFROM a\n")]
    public void What_BuildKit_would_refuse_is_a_problem(string text) => Assert.NotEmpty(ReaderHarness.Read("Dockerfile", text).Problems);

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("a/Containerfile")]
    [InlineData("Dockerfile.prod")]
    [InlineData("app.Dockerfile")]
    public void Dockerfiles_are_known_by_name(string name) => Assert.Equal("dockerfile", LanguageCatalog.For(Rewriter.Text.RepoPath.Parse(name), "")?.Id);
}
