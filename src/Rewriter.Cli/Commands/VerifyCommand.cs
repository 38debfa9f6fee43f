using System.CommandLine;
using System.CommandLine.Completions;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite verify [PHASE]</c>: whether everything is as a phase leaves it.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandHost host)
    {
        var phaseName = new Argument<string?>("PHASE") { Description = "The phase (default: the last one that is done)", Arity = ArgumentArity.ZeroOrOne };
        phaseName.CompletionSources.Add(_ => Repository.PhaseNames(host).Select(p => new CompletionItem(p)));
        var repository = new RepositoryOptions();
        var command = new Command("verify", """
            Looks whether files, resources and servers are as a phase leaves them. Every old name must be renamed or kept for a reason.

            Examples:
              rewrite verify
              rewrite verify phase1 --set site=https://example.org
            """) { Arguments = { phaseName } };
        var format = new FormatOption();
        var comment = new CommentOption();
        repository.AddTo(command);
        format.AddTo(command);
        comment.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (repository.Open(host, parsed) is not { } session) return ExitCode.Error;
            var phase = parsed.GetValue(phaseName) is { } id ? RepositoryOptions.FindPhase(host, session, id) : LastDone(host, session);
            if (phase is null || RepositoryOptions.InRunOf(host, session, phase, lastRun: true) is not { } inRun) return ExitCode.Error;
            session = inRun;
            var report = await new PhaseVerifier(session).VerifyAsync(phase, cancellation);
            if (format.IsSarif(parsed)) host.Out.Write(VerifyOutput.Sarif(session, report));
            else if (format.IsJson(parsed, repository)) host.Out.Write(VerifyOutput.Json(report));
            else VerifyOutput.Text(host.Out, host.Style, report);
            host.Out.Flush();
            await comment.SayAsync(parsed, host, session, phase, "verify", ResultMarkdown.Of(report), cancellation);
            return report.IsClean ? ExitCode.Clean : ExitCode.Findings;
        });
        return command;
    }

    private static Phase? LastDone(CommandHost host, MigrationSession session)
    {
        if (session.Migration.Phases.LastOrDefault(p => session.ProgressOf(p) == PhaseProgress.Done) is { } phase) return phase;
        DiagnosticText.Write(host.Error, Descriptors.NothingToDo.Anywhere("no phase is done yet, so there is nothing to verify; name a phase to verify it all the same"), host.Style);
        return null;
    }
}
