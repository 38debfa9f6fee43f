using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite status</c>: where the migration stands.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandHost host)
    {
        var repository = new RepositoryOptions();
        var command = new Command("status", """
            Shows where the migration stands: phases, steps, how each ended, and what comes next.

            Example:
              rewrite status
            """);
        repository.AddTo(command);
        command.SetAction(parsed =>
        {
            if (repository.Open(host, parsed) is not { } session) return ExitCode.Error;
            if (parsed.GetValue(repository.Json)) host.Out.Write(StatusOutput.Json(session));
            else StatusOutput.Text(host.Out, host.Style, session);
            host.Out.Flush();
            return session.Migration.Phases.Any(p => session.ProgressOf(p) == PhaseProgress.Begun) ? ExitCode.Findings : ExitCode.Clean;
        });
        return command;
    }
}
