using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite completions SHELL</c>: what a shell loads to complete the command.</summary>
internal static class CompletionsCommand
{
    public static Command Create(CommandHost host)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell" };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new Command("completions", """
            Prints what a shell loads to complete commands, options and the names of phases.

            Examples:
              source <(rewrite completions bash)
              rewrite completions fish | source
            """) { Arguments = { shell } };
        command.SetAction(parsed =>
        {
            host.Out.Write(CompletionScripts.All[parsed.GetValue(shell)!]);
            host.Out.Flush();
            return ExitCode.Clean;
        });
        return command;
    }
}
