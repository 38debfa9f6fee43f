using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Rules;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Initializing;

/// <summary>
/// Makes an inline test of a rule from the repository's own lines: the least that the reader needs to see the place as
/// the same place, tried out before it is taken.
/// </summary>
/// <param name="all">Roles and keeps.</param>
/// <param name="rule">The rule.</param>
internal sealed class RuleTestMaker(Rules.RuleSet all, Rule rule)
{
    private const int MaxLines = 60;
    private const int MaxTries = 12;

    public ImmutableArray<RuleTest> Make(IEnumerable<(SurveyedFile File, ImmutableArray<Occurrence> Found)> places)
    {
        var ordered = places.SelectMany(p => p.Found.Select(o => (p.File, Place: o))).OrderBy(p => p.Place.Label is Syntax.Label.Comment ? 1 : 0).Take(MaxTries).ToList();
        foreach (var (file, place) in ordered)
        {
            foreach (var before in Excerpts(file, place).Distinct())
            {
                if (Try(file.Path, before, place) is { } test) return [test];
            }
        }

        return ordered is [var first, ..] && Try(first.File.Path, first.File.Text, first.Place) is { } whole ? [whole] : [];
    }

    private RuleTest? Try(RepoPath path, string before, Occurrence place)
    {
        var to = rule.Roles.SelectMany(r => r.Names).FirstOrDefault(n => n.Value != place.Text && place.Meanings.Any(m => m.Generation != n.Key)).Key;
        if (to is null) return null;
        var once = Rewrite(path, before, to);
        return once is not null && once != before && Rewrite(path, once, to) == once ? new RuleTest(path, to, before, once) : null;
    }

    private string? Rewrite(RepoPath path, string text, string to)
    {
        var alone = rule with { Expect = null };
        var workspace = new MemoryWorkspace();
        workspace.Write(path, text);
        var result = new RepositoryRewriter(all with { Rules = [alone] }, []).Rewrite(workspace, to, [alone], includeReview: true);
        if (result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)) return null;
        workspace.Commit("test", result.Changes);
        return workspace.ReadText(path);
    }

    private static IEnumerable<string> Excerpts(SurveyedFile file, Occurrence place)
    {
        var lines = file.Text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        if (place.Position.Line >= lines.Length) yield break;
        var line = lines[place.Position.Line];
        yield return line.Trim() + "\n";
        yield return Enclosed(lines, place.Position.Line);
        if (lines.Length <= MaxLines) yield return string.Join('\n', lines);
    }

    // The lines above that are indented less and less open what encloses this one; what they open with a bracket is closed again.
    private static string Enclosed(string[] lines, int at)
    {
        var above = new Stack<string>();
        var below = new List<string>();
        var indent = Indent(lines[at]);
        for (var i = at - 1; i >= 0 && indent > 0; i--)
        {
            if (string.IsNullOrWhiteSpace(lines[i]) || Indent(lines[i]) >= indent || lines[i].TrimStart() is ['}', ..] or [']', ..] or [')', ..]) continue;
            indent = Indent(lines[i]);
            above.Push(lines[i]);
            if (Closing(lines[i]) is { } closing) below.Add(new string(' ', indent) + closing);
        }

        // A bracket that the line itself opens is closed behind it.
        var own = Closing(lines[at]) is { } end ? new[] { lines[at], new string(' ', Indent(lines[at])) + end } : [lines[at]];
        return string.Join('\n', above.Concat(own).Concat(below)) + "\n";
    }

    private static string? Closing(string line) => line.TrimEnd() switch { [.., '{'] => "}", [.., '['] => "]", [.., '('] => ")", _ => null };

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
