using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Migrations.Execution;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite rollback PHASE</c>: takes a phase back.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommandHost host) => PhaseCommand.Create(host, "rollback", """
        Takes a phase back, the last step first: files get their earlier bytes, resources their earlier state. Needs no git.
        Refuses, and changes nothing, where a file was changed since, or behind the contract point.

        Example:
          rewrite rollback phase1
        """, async (session, phase, parsed, repository, cancellation) =>
    {
        using var held = RepositoryLock.Take(Path.Combine(session.Root, Repository.OwnFolder));
        var report = await new PhaseRollback(session).RollBackAsync(phase, cancellation);
        if (parsed.GetValue(repository.Json)) host.Out.Write(PhaseReportJson.Write(report));
        else new PhaseReportText(host.Out, host.Error, host.Style).Write(report);
        host.Out.Flush();
        return report.Status == PhaseStatus.RolledBack ? ExitCode.Clean : ExitCode.Error;
    }).Command;
}
