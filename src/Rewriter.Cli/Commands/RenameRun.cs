using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Renaming;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Commands;

/// <summary>One run of <c>rename</c>: plans, shows, asks, applies with a journal and a line in the ledger.</summary>
internal sealed class RenameRun(CommandHost host, string root, RenameRequest request)
{
    private RenameRequest _request = request;

    public bool AllowDirty { get; init; }

    public bool Verbose { get; init; }

    public bool Json { get; init; }

    private string OwnFolder => Path.Combine(root, Repository.OwnFolder);

    private Journal Journal => new(host.Files, root, Path.Combine(OwnFolder, "journal"));

    /// <summary>Asks a person about each proposed change, and takes those that were agreed to.</summary>
    public void AskEach()
    {
        if (host.Ask is null) return;
        var agreed = new HashSet<(RepoPath, int)>();
        foreach (var (file, occurrence) in RenameEngine.Plan(root, _request).Occurrences(RenameTier.Proposed))
        {
            host.Error.WriteLine($"{host.Style.Place($"{file.Path}:{occurrence.Position.Line + 1}")}  {occurrence.Verdict.Reason}");
            if (host.Ask($"  {occurrence.Old} -> {occurrence.New}?")) agreed.Add((file.Path, occurrence.Span.Start));
        }

        _request = _request with { Accepts = (path, occurrence) => agreed.Contains((path, occurrence.Span.Start)) };
    }

    /// <summary>Shows what would be done.</summary>
    public int Show(CancellationToken cancellation)
    {
        var plan = RenameEngine.Plan(root, _request, cancellation);
        Write(plan, withDiff: true);
        return plan.Errors.IsEmpty ? ExitCode.Clean : ExitCode.Error;
    }

    /// <summary>Does it, where a person agrees.</summary>
    public int Apply(bool yes, CancellationToken cancellation)
    {
        var plan = RenameEngine.Plan(root, _request, cancellation);
        if (!yes || Json) Write(plan, withDiff: !yes);
        if (Refusals(plan, out var changes) is { Length: > 0 } refusals)
        {
            foreach (var refusal in refusals) DiagnosticText.Write(host.Error, refusal, host.Style);
            host.Error.WriteLine("Nothing was changed.");
            return ExitCode.Error;
        }

        if (plan.IsEmpty)
        {
            if (yes && !Json) Write(plan, withDiff: false);
            return ExitCode.Clean;
        }

        if (!yes && host.Ask is null)
        {
            host.Error.WriteLine("Nothing was changed: there is no terminal to ask at; say --yes to apply, or --dry-run to look only.");
            return ExitCode.Error;
        }

        if (!yes && !host.Ask!("Apply?")) return ExitCode.Findings;
        var operation = Commit(plan, changes);
        if (yes && !Json) Write(plan, withDiff: false);
        if (!Json) host.Out.WriteLine($"{host.Style.Good("Done.")} Take it back with: rewrite rollback{(root == host.CurrentDirectory ? string.Empty : $" --repo {root}")}  ({operation})");
        host.Out.Flush();
        return ExitCode.Clean;
    }

    private void Write(RenamePlan plan, bool withDiff)
    {
        if (Json) host.Out.Write(RenameOutput.Json(plan));
        else new RenameOutput(host.Out, host.Style, Verbose).Text(plan, withDiff ? path => host.Files.Read(Path.Combine(root, path.Value)) : null);
        host.Out.Flush();
    }

    /// <summary>Why the plan may not be applied. Git is asked while the new bytes are made.</summary>
    private Microsoft.CodeAnalysis.Diagnostic[] Refusals(RenamePlan plan, out List<FileChange> changes)
    {
        changes = [];
        if (!plan.Errors.IsEmpty) return [.. plan.Errors];
        var touched = plan.ChangedFiles.Select(f => f.Path).Concat(plan.Moves.Select(m => m.From)).ToHashSet();
        IReadOnlySet<RepoPath>? uncommitted = null;
        Exception? failure = null;
        var asking = new Thread(() =>
        {
            try
            {
                uncommitted = new GitWorkingTree(root).UncommittedAmong(touched);
            }
            catch (IOException failed)
            {
                failure = failed;
            }
        });
        if (!AllowDirty) asking.Start();
        changes = Changes(plan);
        if (AllowDirty) return [];
        asking.Join();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return uncommitted!.Count == 0 ? [] : [.. uncommitted.Order().Select(p => Descriptors.FileDirty.At(p))];
    }

    private string Commit(RenamePlan plan, List<FileChange> changes)
    {
        using var held = RepositoryLock.Take(OwnFolder);
        var ledger = Ledger.Load(host.Files, Path.Combine(OwnFolder, "ledger.jsonl"), host.Time);
        var operation = string.Create(CultureInfo.InvariantCulture, $"{ledger.Entries.Length + 1:0000}-rename");
        var undo = UndoJson.Operation(operation);
        ledger.Append(LedgerEvent.StepBegun, string.Empty, string.Empty, "rename", Summary(plan), operation: operation, undo: undo, settings: RenameRecord.Of(_request));
        try
        {
            Journal.Commit(operation, changes);
        }
        catch (WorkspaceException) when (Journal.Inspect(operation).All(i => i.State == JournalState.Before))
        {
            // Nothing was changed, so that there is nothing to take back.
            ledger.Append(LedgerEvent.RenameUndone, string.Empty, string.Empty, "rename", Summary(plan), StepOutcome.Failed, operation: operation);
            throw;
        }

        ledger.Append(LedgerEvent.RenameDone, string.Empty, string.Empty, "rename", Summary(plan), StepOutcome.Succeeded, [.. plan.Moves.Select(m => $"{m.From} -> {m.To}")], operation, undo: undo);
        return operation;
    }

    private List<FileChange> Changes(RenamePlan plan)
    {
        var moves = plan.Moves.ToDictionary(m => m.From.Value, StringComparer.Ordinal);
        var changes = new List<FileChange>();
        foreach (var file in plan.ChangedFiles)
        {
            var bytes = host.Files.Read(Path.Combine(root, file.Path.Value)) ?? [];
            var after = file.NewBytes(bytes) ?? throw new WorkspaceException(Descriptors.FileChangedSince.At(file.Path, "rename"));
            changes.Add(moves.Remove(file.Path.Value, out var move) ? new FileChange(move.To, file.Digest, after, file.Path) : new FileChange(file.Path, file.Digest, after));
        }

        foreach (var move in moves.Values)
        {
            if (host.Files.Read(Path.Combine(root, move.From.Value)) is { } bytes) changes.Add(new FileChange(move.To, SourceFile.DigestOf(bytes), bytes, move.From));
        }

        return [.. changes.OrderBy(c => c.Path.Value, StringComparer.Ordinal)];
    }

    private static string Summary(RenamePlan plan) => $"{string.Join(", ", plan.Pairs.Select(p => $"{p.From} -> {p.To}"))}: {RenameOutput.Counts(plan)}";
}
