namespace Rewriter.Cli.Output;

/// <summary>What shells load to complete the command: each asks the command itself what may come next.</summary>
internal static class CompletionScripts
{
    /// <summary>The scripts by shell.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = """
            # Put into ~/.bashrc:  source <(rewrite completions bash)
            _rewrite() {
                local word=${COMP_WORDS[COMP_CWORD]} line
                COMPREPLY=()
                while IFS= read -r line; do
                    if [[ $line == "$word"* ]]; then COMPREPLY+=("$line"); fi
                done < <(rewrite "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            }
            complete -o default -F _rewrite rewrite

            """,
        ["zsh"] = """
            #compdef rewrite
            # Put into ~/.zshrc, after compinit:  source <(rewrite completions zsh)
            _rewrite() {
                local line="${(j: :)words[1,CURRENT]}"
                local -a candidates
                candidates=("${(@f)$(rewrite "[suggest:${#line}]" "$line" 2>/dev/null)}")
                if (( ${#candidates} )) && [[ -n ${candidates[1]} ]]; then compadd -a candidates; else _files; fi
            }
            compdef _rewrite rewrite

            """,
        ["fish"] = """
            # Put into ~/.config/fish/config.fish:  rewrite completions fish | source
            complete -c rewrite -a '(set -l line (commandline -cp); rewrite "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)'

            """,
        ["pwsh"] = """
            # Put into $PROFILE:  rewrite completions pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName rewrite -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $line = "$commandAst".PadRight($cursorPosition)
                rewrite "[suggest:$cursorPosition]" "$line" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """,
    };
}
