using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite resume</c>: goes on with the phase that was begun and is not done.</summary>
internal static class ResumeCommand
{
    public static Command Create(CommandHost host)
    {
        var repository = new RepositoryOptions();
        var consent = new ConsentOptions();
        var comment = new CommentOption();
        var command = new Command("resume", """
            Goes on with the phase that was begun and is not done: after a stop, a wait, or a process that died.

            Examples:
              rewrite resume
              rewrite resume --contract
            """);
        repository.AddTo(command);
        consent.AddTo(command);
        comment.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (repository.Open(host, parsed) is not { } session || consent.Read(parsed, host) is not { } options) return ExitCode.Error;
            if (session.Migration.Phases.FirstOrDefault(p => session.ProgressOf(p) == PhaseProgress.Begun) is { } phase)
                return await ApplyCommand.RunAsync(host, session, phase, options, parsed.GetValue(repository.Json), report => comment.SayAsync(parsed, host, session, phase, "apply", ResultMarkdown.Of(report), cancellation), cancellation);
            DiagnosticText.Write(host.Error, Descriptors.NothingToDo.Anywhere("no phase was begun and left open, so there is nothing to resume"), host.Style);
            return ExitCode.Error;
        });
        return command;
    }
}
