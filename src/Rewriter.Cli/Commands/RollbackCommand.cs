using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite rollback [PHASE]</c>: takes a phase or a rename back.</summary>
internal static class RollbackCommand
{
    public static Command Create(CommandHost host)
    {
        var phaseName = new Argument<string?>("PHASE") { Description = "The phase; without one, the last rename is taken back", Arity = ArgumentArity.ZeroOrOne };
        phaseName.CompletionSources.Add(_ => Repository.PhaseNames(host).Select(p => new CompletionItem(p)));
        var repository = new RepositoryOptions();
        var command = new Command("rollback", """
            Takes a phase back, the last step first: files get their earlier bytes, resources their earlier state.
            Without a phase, takes back the last 'rewrite rename'. Needs no git.
            Refuses, and changes nothing, where a file was changed since, or behind the contract point.

            Examples:
              rewrite rollback phase1
              rewrite rollback phase1 --because "latency doubled"
              rewrite rollback
            """) { Arguments = { phaseName } };
        var yes = new Option<bool>("--yes", "-y") { Description = "Agrees to what is taken back of resources outside of the repository" };
        var because = new Option<string?>("--because") { Description = "Why the phase is taken back; 'rewrite report' shows it", HelpName = "REASON" };
        var who = new Option<string?>("--by") { Description = "Who takes the phase back (default: the user of this process)", HelpName = "NAME" };
        repository.AddTo(command);
        foreach (var option in new Option[] { yes, because, who }) command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(phaseName) is not { } id) return RollBackRename(host, Repository.Find(host, repository.Folder(parsed)), parsed.GetValue(repository.Json));
            if (repository.Open(host, parsed) is not { } session || RepositoryOptions.FindPhase(host, session, id) is not { } phase) return ExitCode.Error;
            if (!parsed.GetValue(yes) && Consent(host, session, phase) is { } missing)
            {
                DiagnosticText.Write(host.Error, missing, host.Style);
                return ExitCode.Error;
            }

            return await RollBackPhase(host, session, phase, parsed.GetValue(who) ?? Environment.UserName, parsed.GetValue(because), parsed.GetValue(repository.Json), cancellation);
        });
        return command;
    }

    // Taking back is a change like another one: it can destroy what an apply created.
    private static Diagnostic? Consent(CommandHost host, MigrationSession session, Phase phase)
    {
        if (!session.Engines.TouchesOutside) return null;
        var done = phase.Steps.Where(s => s.ChangesResources)
            .Select(s => (Step: s, Last: session.Ledger.RunsOf(session.Migration.Id, phase.Id, s.Header.Id).FirstOrDefault(r => r.Undo is not null)))
            .Where(s => s.Last is not null).Reverse().Select(s => $"{s.Step.Header.Id}: {s.Last!.Summary}").ToList();
        if (done.Count == 0) return null;
        foreach (var line in host.Ask is null ? [] : done) host.Error.WriteLine($"  {line}");
        return host.Ask?.Invoke($"Take this back with {session.Engines.Id}?") == true ? null : Descriptors.ConsentMissing.Anywhere(session.Engines.Id, $"taking back {string.Join("; ", done)}");
    }

    private static async Task<int> RollBackPhase(CommandHost host, MigrationSession session, Phase phase, string by, string? because, bool json, CancellationToken cancellation)
    {
        using var held = Repository.Lock(session);
        if (RepositoryOptions.InRunOf(host, session, phase, lastRun: true) is not { } inRun) return ExitCode.Error;
        session = inRun;
        var report = await new PhaseRollback(session).RollBackAsync(phase, cancellation, by, because);
        if (json) host.Out.Write(PhaseReportJson.Write(report));
        else new PhaseReportText(host.Out, host.Error, host.Style).Write(report);
        host.Out.Flush();
        return report.Status switch
        {
            PhaseStatus.RolledBack => report.Diagnostics.IsEmpty ? ExitCode.Clean : ExitCode.Findings,
            PhaseStatus.Waiting or PhaseStatus.Inconclusive => ExitCode.Findings,
            _ => ExitCode.Error,
        };
    }

    private static int RollBackRename(CommandHost host, string root, bool json)
    {
        var own = Path.Combine(root, Repository.OwnFolder);
        using var held = RepositoryLock.Take(own);
        var ledger = Ledger.Load(host.Files, Path.Combine(own, "ledger.jsonl"), host.Time);
        if (LastRename(ledger) is not { Operation: { } operation } last)
        {
            DiagnosticText.Write(host.Error, Descriptors.NothingToDo.Anywhere("no rename was applied here, so there is nothing to take back; name a phase to take a phase back"), host.Style);
            return ExitCode.Error;
        }

        var restored = new Journal(host.Files, root, Path.Combine(own, "journal")).Undo(operation);
        ledger.Append(LedgerEvent.RenameUndone, string.Empty, string.Empty, "rename", last.Summary, StepOutcome.Succeeded, operation: operation);
        if (json) host.Out.Write(JsonText.Write(new JsonObject { ["operation"] = operation, ["restored"] = JsonText.Texts(restored.Select(r => r.Value)) }));
        else host.Out.WriteLine($"{host.Style.Good("Taken back:")} {last.Summary}; {restored.Length} files have their earlier bytes again");
        host.Out.Flush();
        return ExitCode.Clean;
    }

    // A rename whose process died has begun and not ended; its journal takes it back like any other.
    internal static LedgerEntry? LastRename(Ledger ledger)
    {
        var undone = ledger.Entries.Where(e => e.Event == LedgerEvent.RenameUndone).Select(e => e.Operation).ToHashSet();
        return ledger.Entries.LastOrDefault(e => e is { Step: "rename", Migration: "", Event: LedgerEvent.RenameDone or LedgerEvent.StepBegun } && !undone.Contains(e.Operation));
    }
}
