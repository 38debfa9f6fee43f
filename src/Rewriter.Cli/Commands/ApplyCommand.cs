using System.Collections.Immutable;
using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Planning;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite apply PHASE</c>: carries a phase out.</summary>
internal static class ApplyCommand
{
    public static Command Create(CommandHost host)
    {
        var consent = new ConsentOptions();
        var comment = new CommentOption();
        var plan = new Option<string?>("--plan") { Description = "Applies just this plan, made by 'plan --out'; one that no longer fits is refused", HelpName = "FILE" };
        var (command, _) = PhaseCommand.Create(host, "apply", """
            Carries a phase out: checks everything first, then runs step by step. A phase that was begun goes on where it stopped.

            Examples:
              rewrite apply phase1
              rewrite apply phase1 --set site=https://example.org
              rewrite apply phase2 --plan phase2.plan.json
              rewrite apply phase2 --contract        passes the point behind which there is no way back
            """, async (session, phase, parsed, repository, cancellation) =>
        {
            if (consent.Read(parsed, host) is not { } options) return ExitCode.Error;
            if (parsed.GetValue(plan) is { } file)
            {
                if (PlanJson.ReadBinding(host.Files.Read(Path.GetFullPath(file, host.CurrentDirectory)), phase.Id) is not { } binding)
                {
                    host.Error.WriteLine($"error: '{file}' is no plan of phase '{phase.Id}'; make one with 'rewrite plan {phase.Id} --out {file}'");
                    return ExitCode.Error;
                }

                options = options with { Plan = binding };
            }

            return await RunAsync(host, session, phase, options, parsed.GetValue(repository.Json), report => comment.SayAsync(parsed, host, session, phase, "apply", ResultMarkdown.Of(report), cancellation), cancellation);
        });
        command.Options.Add(plan);
        consent.AddTo(command);
        comment.AddTo(command);
        return command;
    }

    /// <summary>Applies or resumes a phase and reports, also to whom else wants to know.</summary>
    public static async Task<int> RunAsync(CommandHost host, MigrationSession session, Phase phase, ApplyOptions options, bool json, Func<PhaseReport, Task> report, CancellationToken cancellation)
    {
        using var held = Repository.Lock(session);
        if (RepositoryOptions.InRunOf(host, session, phase) is not { } inRun) return ExitCode.Error;
        session = inRun;
        var result = await new PhaseRunner(session).ApplyAsync(phase, options, cancellation);
        if (json) host.Out.Write(PhaseReportJson.Write(result));
        else new PhaseReportText(host.Out, host.Error, host.Style).Write(result);
        host.Out.Flush();
        await report(result);
        return result.Status switch
        {
            PhaseStatus.Done or PhaseStatus.AlreadyDone => ExitCode.Clean,
            PhaseStatus.Waiting or PhaseStatus.Inconclusive => ExitCode.Findings,
            _ => ExitCode.Error,
        };
    }
}
