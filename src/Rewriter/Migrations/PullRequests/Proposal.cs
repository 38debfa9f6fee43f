using System.Collections.Immutable;
using System.Text;
using Rewriter.Migrations.Planning;
using Rewriter.Text;

namespace Rewriter.Migrations.PullRequests;

/// <summary>What is proposed: the file changes of a phase, or of a part of it, on the head of a base.</summary>
/// <param name="Unit">What is proposed: migration and phase, and the step where a phase has several pull requests.</param>
/// <param name="Title">The pull request's title.</param>
/// <param name="Branch">The branch it comes from.</param>
/// <param name="Base">The branch it goes to.</param>
/// <param name="BaseSha">The commit at that branch's head, on which the plan was made.</param>
/// <param name="Plan">The plan of the phase.</param>
/// <param name="Files">The changed files, in order of their paths.</param>
public sealed record Proposal(string Unit, string Title, string Branch, string Base, string BaseSha, PhasePlan Plan, ImmutableArray<ProposedFile> Files)
{
    /// <summary>The way from the top of the work tree to the migration's folder, with '/' at its end; empty where they are one.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>Who owns the changed files: people by login and teams by slug.</summary>
    public (ImmutableArray<string> People, ImmutableArray<string> Teams) Owners { get; init; } = ([], []);

    /// <summary>The blockers that a person overrode, each with the reason.</summary>
    public ImmutableSortedDictionary<string, string> Overrides { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The digest of the plan: what an approval approves.</summary>
    public string PlanDigest => Plan.Binding.Digest;

    /// <summary>The digest of the changes: with the commit they are made on, they say what the tree is.</summary>
    public string FilesDigest { get; } = DigestOf(Files);

    /// <summary>What a phase is called in markers and commits.</summary>
    public static string UnitOf(Migration migration, string phase, string? step = null) => step is null ? $"{migration.Id}/{phase}" : $"{migration.Id}/{phase}/{step}";

    /// <summary>The branch of a phase. A branch cannot lie below another, so a step's is not below its phase's.</summary>
    public static string BranchOf(Migration migration, string phase, string? step = null) => step is null ? $"rewrite/{Word(migration.Id)}/{Word(phase)}" : $"rewrite/{Word(migration.Id)}/{Word(phase)}-{Word(step)}";

    // What git takes in the name of a branch.
    private static string Word(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    private static string DigestOf(ImmutableArray<ProposedFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files) text.Append(file.Path).Append('\0').Append(file.Mode).Append('\0').Append(file.After ?? "deleted").Append('\n');
        return SourceFile.DigestOf(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
