using System.CommandLine;
using System.Text;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Migrations.Planning;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite plan PHASE</c>: everything that a phase would do; changes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(CommandHost host)
    {
        var output = new Option<string?>("--out", "-o") { Description = "Writes the plan to a file, for 'apply --plan'", HelpName = "FILE" };
        var review = new Option<bool>("--include-review") { Description = "Plans what rules only propose, too" };
        var noDiff = new Option<bool>("--no-diff") { Description = "Leaves the diffs out" };
        var format = new FormatOption();
        var (command, _) = PhaseCommand.Create(host, "plan", """
            Shows everything that a phase would do: steps, diffs, resources, hazards, kept and left names. Changes nothing.

            Examples:
              rewrite plan phase1
              rewrite plan phase2 --out phase2.plan.json
              rewrite plan phase2 --format sarif > plan.sarif
              rewrite plan phase2 --json | jq '.hazards'
            """, async (session, phase, parsed, repository, cancellation) =>
        {
            if (RepositoryOptions.InRunOf(host, session, phase) is not { } inRun) return ExitCode.Error;
            session = inRun;
            if (parsed.GetValue(output) is { } named && !named.EndsWith(Repository.PlanSuffix, StringComparison.Ordinal))
            {
                host.Error.WriteLine($"error: name the plan something that ends in '{Repository.PlanSuffix}', so that the names in it are not taken for names of the repository");
                return ExitCode.Error;
            }

            var plan = await new PhasePlanner(session).PlanAsync(phase, parsed.GetValue(review), cancellation);
            if (parsed.GetValue(output) is { } file) File.WriteAllText(Path.GetFullPath(file, host.CurrentDirectory), PlanJson.Write(plan), new UTF8Encoding(false));
            if (format.IsSarif(parsed)) host.Out.Write(PlanSarif.Write(plan));
            else if (format.IsJson(parsed, repository)) host.Out.Write(PlanJson.Write(plan));
            else new PlanText(host.Out, host.Style).Write(plan, withDiff: !parsed.GetValue(noDiff));
            host.Out.Flush();
            return plan.IsBlocked ? ExitCode.Error : plan.HasChanges ? ExitCode.Findings : ExitCode.Clean;
        });
        foreach (var option in new Option[] { output, review, noDiff }) command.Options.Add(option);
        format.AddTo(command);
        return command;
    }
}
