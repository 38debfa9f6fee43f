using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Rewriter.Migrations;
using Rewriter.Rules;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Output;

/// <summary>What <c>scan</c> says.</summary>
/// <param name="Session">The migration and its repository.</param>
/// <param name="Result">What becomes of every occurrence towards the newest generation.</param>
/// <param name="Findings">Names that nothing accounts for, and roles with two names at once.</param>
internal sealed record ScanReport(MigrationSession Session, RewriteResult Result, ImmutableArray<Diagnostic> Findings)
{
    public static ScanReport Make(MigrationSession session)
    {
        var rules = session.Migration.Rules;
        var rewriter = new RepositoryRewriter(rules, session.Migration.Exclude);
        // One scan of the disk serves all generations.
        var workspace = new OverlayWorkspace(session.Workspace);
        var towards = session.Migration.Generations.DefaultIfEmpty(string.Empty).Select(g => rewriter.Rewrite(workspace, g, rules.Rules)).ToList();

        // A name that no rule selects and no keep holds is a leftover seen from every other generation.
        var leftovers = towards.SelectMany(t => Migrations.Planning.PhasePlanner.Leftovers(t with { Decisions = [.. t.Of(Disposition.Leftover)] }, session.Workspace));
        var findings = towards[^1].Diagnostics.Concat(leftovers).Concat(Coordination.Findings(towards[^1])).ToImmutableArray();
        return new ScanReport(session, towards[^1], findings);
    }

    public void Text(TextWriter writer, Style style)
    {
        writer.WriteLine($"{style.Strong(Session.Migration.Id)}  {Result.Decisions.Length} names in {Result.Decisions.Select(d => d.Occurrence.File).Distinct().Count()} files; {Result.Scan.Clean} files hold none");
        writer.WriteLine();
        foreach (var role in Result.Decisions.GroupBy(d => (d.Rule?.MeaningFor(d.Occurrence) ?? d.Occurrence.Meanings[0]).Role).OrderBy(g => g.Key.Id, StringComparer.Ordinal))
        {
            var spellings = string.Join(", ", role.GroupBy(d => d.Occurrence.Text).Select(g => $"{g.Count()} x {g.Key}"));
            writer.WriteLine($"{style.Strong(role.Key.Id)}  {spellings}");
            foreach (var decision in role)
            {
                var place = style.Place(decision.Occurrence.Place);
                var who = decision.Rule is not null ? $"rule {decision.Rule.Id}" : decision.Keep is not null ? style.Faint($"kept: {decision.Keep.Id}") : style.Bad("nothing speaks of it");
                writer.WriteLine($"  {place}  {decision.Occurrence.Text}  {style.Faint($"{decision.Occurrence.Label.ToString().ToLowerInvariant()} {decision.Occurrence.Path}")}  {who}");
            }
        }

        writer.WriteLine();
        foreach (var excluded in Result.Scan.Excluded) writer.WriteLine(style.Faint($"excluded  {excluded.Path}: {excluded.Reason}"));
        foreach (var finding in Findings) DiagnosticText.Write(writer, finding, style);
        writer.WriteLine(Findings.IsEmpty ? style.Good("Every name is accounted for, and every role has one name.") : style.Bad($"{Findings.Length} findings."));
    }

    public string Sarif()
    {
        var sarif = new SarifText(Session.Migration.File.Path.Value);
        foreach (var finding in Findings) sarif.Add(finding);
        return sarif.Write();
    }

    public string Json() => JsonText.Write(new JsonObject
    {
        ["migration"] = Session.Migration.Id,
        ["occurrences"] = JsonText.Array(Result.Decisions.Select(JsonText.Of)),
        ["clean"] = Result.Scan.Clean,
        ["excluded"] = JsonText.Array(Result.Scan.Excluded.Select(e => (JsonNode?)new JsonObject { ["path"] = e.Path.Value, ["reason"] = e.Reason })),
        ["findings"] = JsonText.Array(Findings.Select(JsonText.Of)),
    });
}
