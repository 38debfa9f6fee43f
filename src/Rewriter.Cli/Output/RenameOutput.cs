using System.Text.Json.Nodes;
using Rewriter.Renaming;
using Rewriter.Text;

namespace Rewriter.Cli.Output;

/// <summary>What a rename does and what it does not, as text for people and as JSON.</summary>
/// <param name="writer">Where it goes.</param>
/// <param name="style">Colours.</param>
/// <param name="verbose">True to list every place that is left.</param>
internal sealed class RenameOutput(TextWriter writer, Style style, bool verbose)
{
    public static string Counts(RenamePlan plan)
    {
        var places = plan.ChangedFiles.Sum(f => f.Changes.Length);
        var moves = plan.Moves.Count();
        var blocks = plan.Files.Sum(f => f.Moved.Length);
        var aliases = plan.Files.Sum(f => f.Aliases);
        var text = $"{Plural(places, "place")} in {Plural(plan.ChangedFiles.Count(), "file")}";
        if (moves > 0) text += $", {Plural(moves, "path")}";
        if (blocks > 0) text += $", {Plural(blocks, "moved block")} added";
        return aliases > 0 ? $"{text}, {aliases} alias{(aliases == 1 ? string.Empty : "es")} added" : text;
    }

    /// <summary>Writes the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="read">Reads a file's bytes for the diff; null for no diff.</param>
    public void Text(RenamePlan plan, Func<RepoPath, byte[]?>? read)
    {
        if (read is not null)
        {
            foreach (var file in plan.ChangedFiles) WriteDiff(plan, file, read);
        }

        foreach (var move in plan.Moves) writer.WriteLine($"{style.Bad(move.From.Value)} -> {style.Good(move.To.Value)}");
        if (plan.Moves.Any()) writer.WriteLine();
        writer.WriteLine($"{style.Strong("Applied")}   {Counts(plan)}");
        if (read is null)
        {
            foreach (var file in plan.ChangedFiles) writer.WriteLine($"  {file.Changes.Length,5}  {style.Place(plan.NewPathOf(file.Path).Value)}");
        }

        WriteProposed(plan);
        WriteLeft(plan);
        WriteRest(plan);
    }

    public static string Json(RenamePlan plan) => JsonText.Write(new JsonObject
    {
        ["pairs"] = JsonText.Array(plan.Pairs.Select(p => (JsonNode?)new JsonObject { ["from"] = p.From, ["to"] = p.To, ["variants"] = p.Variants })),
        ["occurrences"] = JsonText.Array(plan.Files.SelectMany(f => f.Occurrences.Select(o => (JsonNode?)Of(f, o)))),
        ["moves"] = JsonText.Array(plan.Moves.Select(m => (JsonNode?)new JsonObject { ["from"] = m.From.Value, ["to"] = m.To.Value })),
        ["moved"] = JsonText.Array(plan.Files.SelectMany(f => f.Moved.Select(m => (JsonNode?)new JsonObject { ["file"] = f.Path.Value, ["from"] = m.From, ["to"] = m.To }))),
        ["aliases"] = JsonText.Array(plan.Files.Where(f => f.Aliases > 0).Select(f => (JsonNode?)new JsonObject { ["file"] = f.Path.Value, ["count"] = f.Aliases })),
        ["excluded"] = JsonText.Array(plan.Excluded.Select(e => (JsonNode?)new JsonObject { ["path"] = e.Path.Value, ["reason"] = e.Because, ["hasName"] = e.HasMatch })),
        ["refused"] = JsonText.Array(plan.Refused.Select(JsonText.Of)),
        ["errors"] = JsonText.Array(plan.Errors.Select(JsonText.Of)),
        ["attention"] = JsonText.Texts(plan.Attention),
        ["clean"] = plan.CleanFiles,
    });

    private static JsonObject Of(RenameFile file, RenameOccurrence occurrence) => new()
    {
        ["file"] = file.Path.Value,
        ["line"] = occurrence.Position.Line + 1,
        ["column"] = occurrence.Position.Character + 1,
        ["old"] = occurrence.Old,
        ["new"] = occurrence.New,
        ["label"] = JsonText.Word(occurrence.Label),
        ["path"] = occurrence.Place?.ToString() ?? string.Empty,
        ["tier"] = JsonText.Word(occurrence.Verdict.Tier),
        ["code"] = occurrence.Verdict.Code,
        ["reason"] = occurrence.Verdict.Reason,
    };

    private void WriteDiff(RenamePlan plan, RenameFile file, Func<RepoPath, byte[]?> read)
    {
        if (read(file.Path) is not { } bytes || SourceFile.Read(file.Path, bytes, out _) is not { } source) return;
        writer.Write(UnifiedDiff.Render(plan.NewPathOf(file.Path), source.Text, source.Apply(file.Edits), style));
    }

    private void WriteProposed(RenamePlan plan)
    {
        var proposed = plan.Occurrences(RenameTier.Proposed).ToList();
        if (proposed.Count == 0) return;
        writer.WriteLine($"{style.Strong("Proposed")}  {Plural(proposed.Count, "place")}: look at them; --include-review makes them, --interactive asks one by one");
        WriteByReason(proposed, verbose ? int.MaxValue : 6);
    }

    private void WriteLeft(RenamePlan plan)
    {
        var left = plan.Occurrences(RenameTier.Left).ToList();
        if (left.Count == 0) return;
        writer.WriteLine($"{style.Strong("Left")}      {Plural(left.Count, "place")}");
        WriteByReason(left, verbose ? int.MaxValue : 2);
    }

    private void WriteByReason(List<PlacedOccurrence> places, int most)
    {
        foreach (var reason in places.GroupBy(p => p.Occurrence.Verdict.Code).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            writer.WriteLine($"  {reason.Count(),5}  {style.Warn(reason.Key)}: {reason.First().Occurrence.Verdict.Reason}");
            foreach (var (file, occurrence) in reason.Take(most)) writer.WriteLine($"           {style.Place($"{file.Path}:{occurrence.Position.Line + 1}")}  {occurrence.Old}");
            if (reason.Count() > most) writer.WriteLine(style.Faint($"           and {reason.Count() - most} more; --verbose lists them"));
        }
    }

    private void WriteRest(RenamePlan plan)
    {
        foreach (var excluded in plan.Excluded.Where(e => e.HasMatch)) writer.WriteLine($"{style.Faint("Excluded")}  {excluded.Path}: holds the name, but {excluded.Because}");
        foreach (var refused in plan.Refused) DiagnosticText.Write(writer, refused, style);
        foreach (var error in plan.Errors) DiagnosticText.Write(writer, error, style);
        if (plan.Attention.Length > 0) writer.WriteLine(style.Strong("Outside of the repository"));
        foreach (var note in plan.Attention) writer.WriteLine($"  - {note}");
    }

    private static string Plural(int count, string noun) => $"{count} {noun}{(count == 1 ? string.Empty : "s")}";
}
