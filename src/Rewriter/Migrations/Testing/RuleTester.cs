using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Rules;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Testing;

/// <summary>Runs the inline tests of rules. Each is run twice: what it gave is rewritten again and may not change.</summary>
public static class RuleTester
{
    /// <summary>Runs all tests of a migration.</summary>
    public static ImmutableArray<TestResult> Run(Migration migration) =>
        [.. migration.Packs.Select(p => new TestResult($"pack {p.Id}", Run(migration, p))), .. migration.Rules.Rules.SelectMany(r => r.Tests.Select((t, i) => new TestResult($"{r.Id} #{i + 1} ({t.File} to {t.To})", Run(migration, r, t, i + 1))))];

    private static Diagnostic? Run(Migration migration, KeepPack pack)
    {
        var wrong = pack.Covers.Where(p => !pack.CoversFile(p)).Select(p => $"it does not keep '{p}'").Concat(pack.Leaves.Where(pack.CoversFile).Select(p => $"it keeps '{p}'")).FirstOrDefault();
        return wrong is null ? null : Descriptors.RuleTestFailed.At(migration.File.Path, 1, pack.Id, wrong);
    }

    private static Diagnostic? Run(Migration migration, Rule rule, RuleTest test, int number)
    {
        // The number of places is a promise about the repository, not about a line of it.
        var alone = rule with { Expect = null };
        var rules = migration.Rules with { Rules = [alone] };
        if (!rule.Where.CoversFile(test.File)) return Fail(migration, rule, number, $"the rule does not cover the file '{test.File}'");

        var once = Rewrite(rules, alone, test.File, test.Before, test.To, out var problem);
        if (problem is not null) return Fail(migration, rule, number, problem);
        if (once != test.After) return Fail(migration, rule, number, $"expected {Show(test.After)}, got {Show(once)}");
        var twice = Rewrite(rules, alone, test.File, once, test.To, out problem);
        return problem is null && twice == once ? null : Fail(migration, rule, number, $"the second run changed it to {Show(twice)}");
    }

    private static string Rewrite(Rules.RuleSet rules, Rule rule, RepoPath path, string text, string to, out string? problem)
    {
        var workspace = new MemoryWorkspace();
        workspace.Write(path, text);
        var result = new RepositoryRewriter(rules, []).Rewrite(workspace, to, [rule], includeReview: true);
        problem = result.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)?.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        workspace.Commit("test", result.Changes);
        return workspace.ReadText(path);
    }

    private static Diagnostic Fail(Migration migration, Rule rule, int number, string why) => Descriptors.RuleTestFailed.At(migration.File.Path, number, rule.Id, why);

    private static string Show(string text) => "'" + text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "'";
}
