using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rewriter.Cli.Hosting;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Rules;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Cli.Commands;

/// <summary><c>rewrite explain FILE:LINE</c>: why the names of a line change or stay.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandHost host)
    {
        var place = new Argument<string>("FILE:LINE") { Description = "A file of the repository and a line (1-based)" };
        var repository = new RepositoryOptions();
        var rename = new RenameOptions(withPositional: false);
        var command = new Command("explain", """
            Says for every name on a line what it is, what becomes of it, and why: by the phases of the migration, by a
            rename with the pairs given, or, where there is no migration, by the last 'rewrite rename'.

            Examples:
              rewrite explain .github/workflows/deploy.yml:31
              rewrite explain .github/workflows/deploy.yml:31 --pair orderflow=pult
            """) { Arguments = { place } };
        repository.AddTo(command);
        rename.AddTo(command);
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(place)!;
            var colon = text.LastIndexOf(':');
            if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line) || !RepoPath.TryParse(text[..colon], out var path))
            {
                host.Error.WriteLine($"error: '{text}' is not of the form FILE:LINE");
                return ExitCode.Error;
            }

            if (rename.HasPairs(parsed))
            {
                var (root, request) = rename.Read(host, parsed, repository.Folder(parsed));
                return request is null ? ExitCode.Error : new RenameExplanation(host, root, parsed.GetValue(repository.Json)).Of(request, path, line);
            }

            if (!repository.HasMigration(host, parsed, out var folder) && new RenameExplanation(host, folder, parsed.GetValue(repository.Json)).OfLast(path, line) is { } explained) return explained;
            if (repository.Open(host, parsed) is not { } session) return ExitCode.Error;
            return Explain(host, session, path, line, parsed.GetValue(repository.Json));
        });
        return command;
    }

    private static int Explain(CommandHost host, MigrationSession session, RepoPath path, int line, bool json)
    {
        if (ExplainedFile.Read(host, session.Root, path, session.Workspace.Read(path), line) is not { } file) return ExitCode.Error;
        if (json)
        {
            host.Out.Write(Json(session, file, LanguageCatalog.Read(file), line));
            host.Out.Flush();
            return ExitCode.Clean;
        }

        host.Out.WriteLine($"{host.Style.Place($"{path}:{line}")}  {file.Text[file.Lines.Start(line - 1)..file.Lines.End(line - 1)].TrimEnd()}");
        var document = LanguageCatalog.Read(file);
        foreach (var problem in document.Problems) host.Out.WriteLine($"  {host.Style.Bad("not understood")}: {problem.Message}");
        var occurrences = session.Migration.Rules.Occurrences(file, document).Where(o => o.Position.Line == line - 1).ToList();
        if (occurrences.Count == 0) host.Out.WriteLine("  no name of any role stands on this line");
        foreach (var occurrence in occurrences) Explain(host, session, file, document, occurrence);
        host.Out.Flush();
        return ExitCode.Clean;
    }

    private static void Explain(CommandHost host, MigrationSession session, SourceFile file, SyntaxDocument document, Occurrence occurrence)
    {
        host.Out.WriteLine();
        host.Out.WriteLine($"  {host.Style.Strong(occurrence.Text)}  column {occurrence.Position.Character + 1}");
        host.Out.WriteLine($"    is        the name of {string.Join(" and ", occurrence.Meanings.Select(m => $"role '{m.Role.Id}' in {m.Generation}"))}");
        host.Out.WriteLine($"    stands    as {occurrence.Label.ToString().ToLowerInvariant()} at {(occurrence.Path.ToString() is { Length: > 0 } path ? path : "the top")} ({occurrence.Languages})");
        foreach (var (phase, decision) in Fates(session, file, document, occurrence)) host.Out.WriteLine($"    {phase.Id,-9} {Describe(phase, decision)}");
    }

    /// <summary>What each phase does to an occurrence.</summary>
    private static IEnumerable<(Phase Phase, Decision Decision)> Fates(MigrationSession session, SourceFile file, SyntaxDocument document, Occurrence occurrence)
    {
        foreach (var phase in session.Migration.Phases)
        {
            var all = session.Migration.Rules.Decide(file, document, phase.Generation, session.Migration.Rules.Rules, new List<Microsoft.CodeAnalysis.Diagnostic>());
            yield return (phase, all.First(d => d.Occurrence.Span == occurrence.Span));
        }
    }

    private static string Json(MigrationSession session, SourceFile file, SyntaxDocument document, int line) => JsonText.Write(new JsonObject
    {
        ["file"] = file.Path.Value,
        ["line"] = line,
        ["understood"] = document.IsUnderstood,
        ["names"] = JsonText.Array(session.Migration.Rules.Occurrences(file, document).Where(o => o.Position.Line == line - 1).Select(o => (JsonNode?)new JsonObject
        {
            ["text"] = o.Text,
            ["column"] = o.Position.Character + 1,
            ["label"] = JsonText.Word(o.Label),
            ["path"] = o.Path.ToString(),
            ["languages"] = o.Languages.ToString(),
            ["phases"] = JsonText.Array(Fates(session, file, document, o).Select(f => (JsonNode?)new JsonObject { ["phase"] = f.Phase.Id, ["decision"] = JsonText.Of(f.Decision) })),
        })),
    });

    private static string Describe(Phase phase, Decision decision)
    {
        var step = decision.Rule is null ? null : phase.Steps.OfType<Migrations.Steps.RewriteStep>().FirstOrDefault(s => s.Rules.Contains(decision.Rule));
        var at = step is null ? string.Empty : $" in step '{step.Header.Id}'";
        return decision.Disposition switch
        {
            Disposition.Changed => $"becomes {decision.NewText}{at} by rule '{decision.Rule!.Id}': {decision.Reason}",
            Disposition.Proposed => $"would become {decision.NewText}{at} by rule '{decision.Rule!.Id}' once a person agrees: {decision.Reason}",
            Disposition.InPlace => $"stays: {decision.Reason}",
            Disposition.Kept => $"is kept{(decision.Keep is null ? string.Empty : $" by '{decision.Keep.Id}'")}: {decision.Reason}",
            _ => $"is left over: {decision.Reason}",
        };
    }
}
