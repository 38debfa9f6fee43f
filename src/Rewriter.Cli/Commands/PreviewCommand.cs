using System.CommandLine;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Migrations.Planning;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite preview PHASE</c>: what a phase would do to resources; changes nothing.</summary>
internal static class PreviewCommand
{
    public static Command Create(CommandHost host) => PhaseCommand.Create(host, "preview", """
        Shows what a phase would do to resources, hazards first. Changes nothing.

        Examples:
          rewrite preview phase2
          rewrite preview phase2 --json
        """, async (session, phase, parsed, repository, cancellation) =>
    {
        var plan = await new PhasePlanner(session).PlanAsync(phase, includeReview: false, cancellation);
        if (parsed.GetValue(repository.Json)) host.Out.Write(PlanJson.Write(plan));
        else new PreviewReport(host.Out, host.Style).Write(plan);
        host.Out.Flush();
        var changes = plan.Steps.Any(s => s.Result?.Preview?.Changes.Any(c => c.Action != Deployment.CanonicalAction.NoOp) == true);
        return plan.IsBlocked ? ExitCode.Error : changes ? ExitCode.Findings : ExitCode.Clean;
    }).Command;
}
