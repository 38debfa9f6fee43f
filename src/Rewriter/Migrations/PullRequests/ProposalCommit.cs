using System.Text;
using Rewriter.Forges;

namespace Rewriter.Migrations.PullRequests;

/// <summary>
/// The one commit of a pull request's branch. Its message ends with lines that say what it was made from, its own tree
/// among them: so a run that knows nothing of earlier runs can tell this commit from one that a person made or changed.
/// </summary>
/// <param name="Unit">The migration and the phase: <c>orderflow-to-pult/phase1</c>.</param>
/// <param name="Plan">The digest of the plan.</param>
/// <param name="Files">The digest of the changes.</param>
/// <param name="Tree">The id of the tree.</param>
internal sealed record ProposalCommit(string Unit, string Plan, string Files, string Tree)
{
    private const string UnitKey = "Rewrite-Phase: ";
    private const string PlanKey = "Rewrite-Plan: ";
    private const string FilesKey = "Rewrite-Files: ";
    private const string TreeKey = "Rewrite-Tree: ";

    /// <summary>The commit's message.</summary>
    public string Message(string title, string summary) => new StringBuilder(OneLine(title))
        .Append("\n\n").Append(summary).Append("\n\n")
        .Append(UnitKey).Append(Unit).Append('\n')
        .Append(PlanKey).Append(Plan).Append('\n')
        .Append(FilesKey).Append(Files).Append('\n')
        .Append(TreeKey).Append(Tree).Append('\n')
        .ToString();

    /// <summary>What a commit says of itself; null where it is not one of ours, or was changed since.</summary>
    public static ProposalCommit? Read(ForgeCommit commit)
    {
        var lines = commit.Message.Split('\n', StringSplitOptions.TrimEntries);
        return Find(lines, UnitKey) is { } unit && Find(lines, PlanKey) is { } plan && Find(lines, FilesKey) is { } files && Find(lines, TreeKey) is { } tree
            && commit.Parents.Length == 1 && tree == commit.Tree
            ? new ProposalCommit(unit, plan, files, tree)
            : null;
    }

    private static string? Find(string[] lines, string key) => lines.LastOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?[key.Length..];

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
