using System.CommandLine;
using System.Text.Json.Nodes;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Migrations.Execution;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite resolve PHASE STEP</c>: records what a person found out about a step without a clear end.</summary>
internal static class ResolveCommand
{
    public static Command Create(CommandHost host)
    {
        var stepName = new Argument<string>("STEP") { Description = "The step that failed, was interrupted or is inconclusive" };
        var outcome = new Option<string>("--as") { Description = "What was found: it took effect (applied), or it did not (reverted)", Required = true, HelpName = "applied|reverted" };
        outcome.AcceptOnlyFromAmong("applied", "reverted");
        var because = new Option<string>("--because") { Description = "How that was found out", Required = true, HelpName = "REASON" };
        var who = new Option<string?>("--by") { Description = "Who found it out (default: the user of this process)", HelpName = "NAME" };
        var evidence = new Option<string[]>("--evidence") { Description = "What was seen; repeatable", HelpName = "TEXT", DefaultValueFactory = _ => [] };
        var (command, _) = PhaseCommand.Create(host, "resolve", """
            Says how a step without a clear end really ended, where a person found out. Applied: the phase goes on behind it,
            and a rollback takes it back. Reverted: it runs anew. Both are recorded with their reason.

            Example:
              rewrite resolve phase2 backup --as applied --because "the dump is in the bucket" --evidence "zemo.dump, 41 MB"
            """, (session, phase, parsed, repository, _) =>
        {
            using var held = Repository.Lock(session);
            if (RepositoryOptions.InRunOf(host, session, phase) is not { } inRun || RepositoryOptions.FindStep(host, phase, parsed.GetValue(stepName)!) is not { } step) return Task.FromResult(ExitCode.Error);
            var by = parsed.GetValue(who) ?? Environment.UserName;
            if (new StepDecisions(inRun).Resolve(phase, step, parsed.GetValue(outcome) == "applied", by, parsed.GetValue(because)!, [.. parsed.GetValue(evidence) ?? []]) is { } problem)
            {
                DiagnosticText.Write(host.Error, problem, host.Style);
                return Task.FromResult(ExitCode.Error);
            }

            if (parsed.GetValue(repository.Json)) host.Out.Write(JsonText.Write(new JsonObject { ["phase"] = phase.Id, ["step"] = step.Header.Id, ["resolved"] = parsed.GetValue(outcome), ["by"] = by }));
            else host.Out.WriteLine($"{step.Header.Id}: {parsed.GetValue(outcome)}, says {by}. Go on with: rewrite resume");
            host.Out.Flush();
            return Task.FromResult(ExitCode.Clean);
        });
        command.Arguments.Add(stepName);
        foreach (var option in new Option[] { outcome, because, who, evidence }) command.Options.Add(option);
        return command;
    }
}
