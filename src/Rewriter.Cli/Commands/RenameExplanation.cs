using System.Globalization;
using System.Text.Json.Nodes;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Ledgers;
using Rewriter.Renaming;
using Rewriter.Scanning;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Commands;

/// <summary>Says of the names on one line what a rename makes of them, or what the last one made, and why.</summary>
internal sealed class RenameExplanation(CommandHost host, string root, bool json)
{
    /// <summary>Explains what a rename would do.</summary>
    public int Of(RenameRequest request, RepoPath path, int line)
    {
        var plan = RenameEngine.Plan(root, request);
        return Write(plan, path, path, line, null, o => o.Position.Line + 1);
    }

    /// <summary>Explains the last rename by the bytes that the journal keeps; null where none was applied, or its request is not recorded.</summary>
    public int? OfLast(RepoPath path, int line)
    {
        var own = Path.Combine(root, Repository.OwnFolder);
        var ledger = Ledger.Load(host.Files, Path.Combine(own, "ledger.jsonl"), host.Time);
        if (RollbackCommand.LastRename(ledger) is not { Operation: { } operation }) return null;
        if (RenameRecord.Read(ledger.Entries.LastOrDefault(e => e.Operation == operation && e.Settings is not null)?.Settings) is not { } request) return null;

        var before = new MemoryTree(new DirectoryTree(root));
        foreach (var (entry, bytes) in new Journal(host.Files, root, Path.Combine(own, "journal")).EarlierFiles(operation))
        {
            before.Delete(RepoPath.Parse(entry.Path));
            if (bytes is { } earlier) before.Write(RepoPath.Parse(entry.Source), earlier.Span);
        }

        var plan = RenameEngine.Plan(before, request);
        var source = plan.Paths.FirstOrDefault(p => p.NewPath == path)?.Path ?? path;
        var file = plan.Files.FirstOrDefault(f => f.Path == source);
        return Write(plan, path, source, line, operation, o => o.Position.Line + 1 + (file is null ? 0 : LinesAddedBefore(file, o)));
    }

    private int Write(RenamePlan plan, RepoPath path, RepoPath source, int line, string? operation, Func<RenameOccurrence, int> lineOf)
    {
        ReadOnlyMemory<byte>? bytes = host.Files.Read(Path.Combine(root, path.Value)) is { } held ? held : null;
        if (ExplainedFile.Read(host, root, path, bytes, line) is not { } current) return ExitCode.Error;

        var file = plan.Files.FirstOrDefault(f => f.Path == source);
        var here = file?.Occurrences.Where(o => lineOf(o) == line).ToList() ?? [];
        if (json) host.Out.Write(JsonText.Write(new JsonObject { ["file"] = path.Value, ["line"] = line, ["rename"] = operation, ["names"] = JsonText.Array(here.Select(o => (JsonNode?)RenameOutput.Of(file!, o))) }));
        else WriteText(plan, current, source, line, operation, here);
        host.Out.Flush();
        return ExitCode.Clean;
    }

    private void WriteText(RenamePlan plan, SourceFile current, RepoPath source, int line, string? operation, List<RenameOccurrence> here)
    {
        host.Out.WriteLine($"{host.Style.Place($"{current.Path}:{line}")}  {current.Text[current.Lines.Start(line - 1)..current.Lines.End(line - 1)].TrimEnd()}");
        if (operation is not null) host.Out.WriteLine($"  {operation}: {string.Join(", ", plan.Pairs.Select(p => $"{p.From} -> {p.To}"))}");
        if (here.Count == 0) host.Out.WriteLine($"  {WhyNone(plan, source)}");
        foreach (var occurrence in here)
        {
            var pair = plan.Pairs[occurrence.PairIndex];
            host.Out.WriteLine();
            host.Out.WriteLine($"  {host.Style.Strong(occurrence.Old)}  column {occurrence.Position.Character + 1}");
            host.Out.WriteLine($"    is        a spelling of {pair.From}, which becomes {pair.To}");
            host.Out.WriteLine($"    stands    as {JsonText.Word(occurrence.Label)} at {(occurrence.Place?.ToString() is { Length: > 0 } place ? place : "the top")}");
            host.Out.WriteLine($"    {Fate(occurrence, operation is not null)}");
        }
    }

    private static string Fate(RenameOccurrence occurrence, bool isDone)
    {
        var verdict = occurrence.Verdict;
        return verdict.Tier switch
        {
            RenameTier.Applied => $"applied   {(isDone ? "became" : "becomes")} {occurrence.New} ({verdict.Code}): {verdict.Reason}",
            RenameTier.Proposed => $"proposed  {(isDone ? "could become" : "would become")} {occurrence.New} ({verdict.Code}): {verdict.Reason}",
            _ => $"left      {(isDone ? "stayed" : "stays")} ({verdict.Code}): {verdict.Reason}",
        };
    }

    private static string WhyNone(RenamePlan plan, RepoPath source)
    {
        if (plan.Excluded.FirstOrDefault(e => source.IsUnder(e.Path)) is { } excluded) return $"{excluded.Path} is left out: {excluded.Because}";
        return plan.Refused.FirstOrDefault(d => d.Location.GetLineSpan().Path == source.Value) is { } refused ? $"the file cannot be read: {refused.GetMessage(CultureInfo.InvariantCulture)}" : "no old name stands on this line";
    }

    /// <summary>How many lines more than before stand above an occurrence, now that the file was changed.</summary>
    private static int LinesAddedBefore(RenameFile file, RenameOccurrence occurrence)
    {
        var added = 0;
        foreach (var addition in file.Additions)
        {
            if (addition.Span.Start <= occurrence.Span.Start) added += addition.NewText!.Count(c => c == '\n');
        }

        return added;
    }
}
