using System.Collections.Immutable;
using System.Text;
using Rewriter.Rules;
using Rewriter.Syntax;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Rules;

/// <summary>Short ways to roles, rules and rewrites.</summary>
internal static class RuleSample
{
    public static Role Role(string id, string old, string @new, bool commonWord = false) =>
        new(id, null, ImmutableSortedDictionary<string, string>.Empty.Add("old", old).Add("new", @new), commonWord);

    public static Rule Rule(string id, Role role, Selection? where = null, RuleSafety safety = RuleSafety.Safe, int? expect = null, params ImmutableArray<RuleException> except) =>
        new(id, "why " + id, [role], where ?? Selection.All, except, expect, safety, []);

    public static Selection At(params string[] paths) => new([], [.. paths.Select(p => PathPattern.Parse(p, out _)!)], [], []);

    public static RuleSet Set(ImmutableArray<Rule> rules, params ImmutableArray<Keep> keeps) => new([.. rules.SelectMany(r => r.Roles).Distinct()], keeps, rules);

    public static RewriteResult Rewrite(RuleSet rules, string path, string text, string to = "new") => Rewrite(rules, Files((path, text)), to);

    public static RewriteResult Rewrite(RuleSet rules, MemoryWorkspace files, string to = "new") => new RepositoryRewriter(rules, []).Rewrite(files, to, rules.Rules);

    public static MemoryWorkspace Files(params (string Path, string Text)[] files)
    {
        var workspace = new MemoryWorkspace();
        foreach (var (path, text) in files) workspace.Write(RepoPath.Parse(path), text);
        return workspace;
    }

    /// <summary>The text after a rewrite that must be sound; the same text where nothing changes.</summary>
    public static string Rewritten(RuleSet rules, string path, string text, string to = "new")
    {
        var result = Rewrite(rules, path, text, to);
        Assert.Empty(result.Diagnostics);
        return result.Changes is [var change] ? Encoding.UTF8.GetString(change.After!.Value.Span) : text;
    }

    public static IEnumerable<string> Found(string path, string text, params Role[] roles) =>
        new Vocabulary(roles).Find(LanguageCatalog.Read(SourceFile.FromText(RepoPath.Parse(path), text))).Select(f => $"{f.Start} {f.Name}");
}
