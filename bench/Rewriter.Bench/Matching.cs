using System.Collections.Immutable;
using System.Text;
using Rewriter.Bench.Documents;
using Rewriter.Naming;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Bench;

/// <summary>What happens before and behind the readers: search for names, decide, edit and prove.</summary>
internal static class Matching
{
    private static readonly string[] Names = ["billing-app", "billing-database", "billing-migrate", "ledger-app", "ledger-database"];

    /// <summary>Each with how many bytes one call goes over.</summary>
    public static IEnumerable<(string Name, int Bytes, Action Action)> Cases()
    {
        yield return Search();
        yield return Match();
        yield return Occurrences();
        yield return Rewrite();
    }

    /// <summary>The search for names in files that have none.</summary>
    public static (string Name, int Bytes, Action Action) Search()
    {
        var bytes = Samples.All().Select(s => Encoding.UTF8.GetBytes(s.Text)).ToArray();
        var needles = new ByteNeedles(Names.Select(n => n.Replace("billing", "quarry", StringComparison.Ordinal).Replace("ledger", "quoin", StringComparison.Ordinal)));
        return ("byte search", bytes.Sum(b => b.Length), () =>
        {
            foreach (var file in bytes) needles.IsIn(file);
        });
    }

    /// <summary>The matcher of all spellings.</summary>
    public static (string Name, int Bytes, Action Action) Match()
    {
        var texts = Samples.All().Select(s => s.Text).ToArray();
        var matcher = new NameMatcher([new NamePair("billing app", "invoicing app"), new NamePair("ledger database", "journal database")]);
        return ("name matcher", texts.Sum(t => t.Length), () =>
        {
            foreach (var text in texts) matcher.Match(text);
        });
    }

    /// <summary>The places of all names in documents that are read already.</summary>
    public static (string Name, int Bytes, Action Action) Occurrences()
    {
        var documents = Samples.All().Select(s => Reading.Of(s)()).ToArray();
        var vocabulary = new Vocabulary(Roles());
        return ("vocabulary", documents.Sum(d => d.Text.Length), () =>
        {
            foreach (var document in documents) vocabulary.Find(document);
        });
    }

    /// <summary>A whole rewrite in memory: read, decide, edit, read again and compare.</summary>
    public static (string Name, int Bytes, Action Action) Rewrite()
    {
        var workspace = new MemoryWorkspace();
        var bytes = 0;
        foreach (var sample in Samples.All(32 * 1024))
        {
            workspace.Write(RepoPath.Parse(sample.Path), sample.Text);
            bytes += sample.Text.Length;
        }

        var roles = Roles();
        var rule = new Rule("rename", "The product has a new name.", roles, Selection.All, [], null, RuleSafety.Safe, []);
        var rewriter = new RepositoryRewriter(new RuleSet(roles, [], [rule]), []);
        return ("rewrite", bytes, () => rewriter.Rewrite(workspace, "next", [rule]));
    }

    private static ImmutableArray<Role> Roles() =>
    [
        .. Names.Select(name => new Role(name, null, ImmutableSortedDictionary<string, string>.Empty.Add("now", name)
            .Add("next", name.Replace("billing", "invoicing", StringComparison.Ordinal).Replace("ledger", "journal", StringComparison.Ordinal)))),
    ];
}
