using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Shell;

public sealed class ShellPropertyTests
{
    private static readonly string[] Pieces =
    [
        "a", "B_1", "-x", "--o=", " ", "  ", "\t", "\n", "\r\n", "\r", ";", ";;", "&", "&&", "|", "||", "(", ")", "((", "))", "{", "}", "[[", "]]", "[", "]",
        "'", "\"", "`", "$", "${", "$(", "$((", "$'", "\\", "\\\n", "#", "!", "=", "+=", "=(", "<", ">", "<<E\n", "<<-'E'\n", "\nE\n", "<<<", ">&2", "&>",
        "if ", "then ", "elif ", "else ", "fi", "while ", "do ", "done", "for i in ", "case x in ", "esac", "function f ", "f() ", "*", "?(", "é", "\U0001F600", "0", "12", "%", "/", ":-", "~", "\uFEFF", "\0",
    ];

    [Fact]
    public void Any_order_of_tokens_is_covered_and_never_throws() => TokenFuzz.Run("a.sh", Pieces, 4000);

    [Fact]
    public void Deep_nesting_is_refused_in_bounded_depth()
    {
        foreach (var opening in new[] { "$(", "(", "{ ", "\"$(", "${a:-", "if ", "`", "$((", "[[ (", "@(", "case x in a) ", "f() { ", "! ", "<(", "((", "if true; then " })
        {
            var text = string.Concat(Enumerable.Repeat(opening, 20_001));
            Assert.NotEmpty(ReaderHarness.Read("a.sh", text).Problems);
        }
    }

    [Fact]
    public void A_file_of_depth_below_the_bound_is_understood()
    {
        var text = string.Concat(Enumerable.Repeat("$(echo ", 100)) + "x" + new string(')', 100);
        Assert.Empty(ReaderHarness.Read("a.sh", "echo " + text).Problems);
    }
}
