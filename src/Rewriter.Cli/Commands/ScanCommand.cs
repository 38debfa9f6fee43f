using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite scan</c>: every name of every role, where it stands and what it is there for.</summary>
internal static class ScanCommand
{
    public static Command Create(CommandHost host)
    {
        var repository = new RepositoryOptions();
        var command = new Command("scan", """
            Finds every name of every role: file, place, label, structural path, generation, and which rule or keep speaks of it.
            Exit code 1 where a name is accounted for by nothing, or a role has two names at once.

            Examples:
              rewrite scan
              rewrite scan --format sarif > scan.sarif
              rewrite scan --json | jq '.occurrences[] | select(.disposition == "leftover")'
            """);
        var format = new FormatOption();
        repository.AddTo(command);
        format.AddTo(command);
        command.SetAction(parsed =>
        {
            if (repository.Open(host, parsed) is not { } session) return ExitCode.Error;
            var report = ScanReport.Make(session);
            if (format.IsSarif(parsed)) host.Out.Write(report.Sarif());
            else if (format.IsJson(parsed, repository)) host.Out.Write(report.Json());
            else report.Text(host.Out, host.Style);
            host.Out.Flush();
            return report.Findings.IsEmpty ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }
}
