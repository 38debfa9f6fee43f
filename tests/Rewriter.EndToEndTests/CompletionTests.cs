using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

public sealed class CompletionTests
{
    [BashTheory]
    [InlineData("rewrite pl", "plan")]
    [InlineData("rewrite plan ph", "phase1 phase2")]
    [InlineData("rewrite apply --allow-d", "--allow-dirty")]
    [InlineData("rewrite plan phase1 --format s", "sarif")]
    [InlineData("rewrite completions z", "zsh")]
    public async Task Bash_completes_commands_phases_options_and_values(string line, string expected)
    {
        using var repository = ExampleRepository.Copy("orderflow");
        using var shims = ExampleRepository.Empty();
        RewriteCommand.WriteShim(shims);
        var script = $$"""
            source <(rewrite completions bash)
            COMP_LINE='{{line}}'; COMP_POINT=${#COMP_LINE}
            read -r -a COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _rewrite
            echo "${COMPREPLY[*]}"
            """;
        var result = (await RewriteCommand.RunProgramAsync("bash", repository.Folder, [("PATH", shims.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"))], "-euc", script)).Expect(0);

        Assert.Equal(expected, result.Output.Trim());
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _rewrite rewrite")]
    [InlineData("zsh", "compdef _rewrite rewrite")]
    [InlineData("fish", "complete -c rewrite")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName rewrite")]
    public async Task Each_shell_gets_a_script(string shell, string line)
    {
        using var repository = ExampleRepository.Empty();
        Assert.Contains(line, (await repository.RunAsync("completions", shell)).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_shell_is_answered_with_the_known_ones()
    {
        using var repository = ExampleRepository.Empty();
        Assert.Contains("'bash'", (await repository.RunAsync("completions", "cmd")).Expect(2).Errors, StringComparison.Ordinal);
    }
}
