using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite approve PHASE [STEP]</c>: records that a person agrees to what lies behind a step, or refuses it.</summary>
internal static class ApproveCommand
{
    public static Command Create(CommandHost host)
    {
        var stepName = new Argument<string?>("STEP") { Description = "The step (default: the one at which the phase waits)", Arity = ArgumentArity.ZeroOrOne };
        var who = new Option<string?>("--as") { Description = "Who decides (default: the user of this process)", HelpName = "NAME" };
        var reject = new Option<bool>("--reject") { Description = "Refuses; the phase stops there" };
        var because = new Option<string?>("--because") { Description = "Why; needed with --reject", HelpName = "REASON" };
        var confirm = new Option<string?>("--confirm") { Description = "Confirms lines of the checklist, by their numbers or all", HelpName = "N,…|all" };
        var review = new Option<bool>("--include-review") { Description = "Decides about a phase that makes what rules only propose, too" };
        var (command, _) = PhaseCommand.Create(host, "approve", """
            Records that a person agrees to what lies behind a step, or refuses it. What is agreed to is bound to the plan of
            this moment. Names are taken as they are given; who may write to the ledger is for the repository to say.

            Examples:
              rewrite approve phase5 --as alice
              rewrite approve phase5 shadow-good --as bob --confirm all
              rewrite approve phase5 --as bob --reject --because "latency doubled"
            """, async (session, phase, parsed, repository, cancellation) =>
        {
            using var held = Repository.Lock(session);
            if (RepositoryOptions.InRunOf(host, session, phase) is not { } inRun) return ExitCode.Error;
            var decisions = new StepDecisions(inRun);
            if (FindStep(host, decisions, phase, parsed.GetValue(stepName)) is not { } step || Confirmed(host, step, parsed.GetValue(confirm)) is not { } lines) return ExitCode.Error;
            if (parsed.GetValue(reject) && string.IsNullOrWhiteSpace(parsed.GetValue(because)))
            {
                host.Error.WriteLine("error: '--reject' needs a reason: --because REASON");
                return ExitCode.Error;
            }

            var by = parsed.GetValue(who) ?? Environment.UserName;
            var rejection = parsed.GetValue(reject) ? parsed.GetValue(because) : null;
            if (await decisions.DecideAsync(phase, step, by, rejection, lines, parsed.GetValue(review), cancellation) is { } problem)
            {
                DiagnosticText.Write(host.Error, problem, host.Style);
                return ExitCode.Error;
            }

            var said = rejection is null ? "approved" : "rejected";
            if (parsed.GetValue(repository.Json)) host.Out.Write(JsonText.Write(new JsonObject { ["phase"] = phase.Id, ["step"] = step.Header.Id, ["decision"] = said, ["by"] = by, ["confirmed"] = JsonText.Texts(lines.Select(n => step.Checklist[n - 1])) }));
            else host.Out.WriteLine($"{step.Header.Id}: {said} by {by}. Go on with: rewrite resume");
            host.Out.Flush();
            return ExitCode.Clean;
        });
        command.Arguments.Add(stepName);
        foreach (var option in new Option[] { who, reject, because, confirm, review }) command.Options.Add(option);
        return command;
    }

    private static ApproveStep? FindStep(CommandHost host, StepDecisions decisions, Phase phase, string? id)
    {
        var step = id is null ? decisions.Waiting(phase) : RepositoryOptions.FindStep(host, phase, id);
        if (step is ApproveStep approve) return approve;
        if (id is null || step is not null)
            DiagnosticText.Write(host.Error, Descriptors.DecisionRefused.Anywhere(step is null ? $"phase '{phase.Id}' waits for nobody's approval" : $"step '{id}' is of kind {step.Header.Kind} and asks nobody"), host.Style);
        return null;
    }

    private static ImmutableArray<int>? Confirmed(CommandHost host, ApproveStep step, string? text)
    {
        if (text is null) return [];
        if (text == "all") return [.. Enumerable.Range(1, step.Checklist.Length)];
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                host.Error.WriteLine($"error: '--confirm {text}' is neither 'all' nor a list of numbers such as 1,3");
                return null;
            }

            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }
}
