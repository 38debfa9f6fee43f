using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Diagnostics;
using Rewriter.Scanning;
using Rewriter.Syntax;
using Rewriter.Syntax.Hcl;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Rules;

/// <summary>Rewrites the files of a workspace to a generation; writes nothing itself.</summary>
/// <param name="rules">Roles, keeps and rules.</param>
/// <param name="excluded">Files that are out of scope, each with the reason.</param>
public sealed class RepositoryRewriter(RuleSet rules, ImmutableArray<(PathGlob Files, string Because)> excluded)
{
    /// <summary>Decides about every occurrence and makes the changed files.</summary>
    /// <param name="workspace">The files.</param>
    /// <param name="generation">The generation to which names change.</param>
    /// <param name="active">The rules that are at work now.</param>
    /// <param name="includeReview">True where a person agreed to what rules only propose.</param>
    public RewriteResult Rewrite(IWorkspace workspace, string generation, ImmutableArray<Rule> active, bool includeReview = false)
    {
        var scan = ScanInScope(workspace);
        var files = new ConcurrentDictionary<RepoPath, FileResult>();
        Parallel.ForEach(scan.Files, path => files[path] = RewriteFile(workspace, path, generation, active, includeReview, folder => MovesIn(workspace, scan.Files, folder)));

        var ordered = files.OrderBy(f => f.Key).Select(f => f.Value).ToList();
        var decisions = ordered.SelectMany(f => f.Decisions).ToImmutableArray();
        var diagnostics = ordered.SelectMany(f => f.Diagnostics).Concat(scan.Refused).Concat(UnexpectedCounts(active, decisions)).ToImmutableArray();
        return new RewriteResult(decisions, [.. ordered.Where(f => f.Change is not null).Select(f => f.Change!)], scan, diagnostics);
    }

    private WorkspaceScan ScanInScope(IWorkspace workspace)
    {
        // Where no role changes its name there is nothing to look for.
        if (!rules.Vocabulary.Names.Any()) return new WorkspaceScan([], 0, [], []);
        var scan = workspace.Scan([.. rules.Vocabulary.Names]);
        var reasons = scan.Files.Select(f => (Path: f, Reason: excluded.FirstOrDefault(e => e.Files.Matches(f)).Because)).ToLookup(f => f.Reason is null);
        return scan with
        {
            Files = [.. reasons[true].Select(f => f.Path)],
            Excluded = [.. scan.Excluded, .. reasons[false].Select(f => (f.Path, f.Reason))],
        };
    }

    private FileResult RewriteFile(IWorkspace workspace, RepoPath path, string generation, ImmutableArray<Rule> active, bool includeReview, Func<RepoPath, IEnumerable<MovedAddress>> moves)
    {
        if (workspace.Read(path) is not { } bytes) return FileResult.Nothing;
        if (SourceFile.Read(path, bytes, out var refusal) is not { } file) return new FileResult([], null, [refusal!]);

        var diagnostics = new List<Diagnostic>();
        var document = LanguageCatalog.Read(file);
        var decisions = rules.Decide(file, document, generation, active, diagnostics);
        var wanted = decisions.Where(d => d.Disposition == Disposition.Changed || (includeReview && d.Disposition == Disposition.Proposed)).ToList();
        if (wanted.Count == 0 || diagnostics.Count > 0) return new FileResult(decisions, null, [.. diagnostics]);

        var outcome = DocumentEditor.Edit(file, document, wanted.Select(d => new TextChange(d.Occurrence.Span, d.NewText!)));
        foreach (var refused in outcome.Refusals) diagnostics.Add(Descriptors.EditRefused.At(file, refused.Span, refused.Message));
        var edits = outcome.IsProven ? WithMoves(file, document, outcome.Changes, moves, diagnostics) : [];
        return edits.IsEmpty
            ? new FileResult(decisions, null, [.. diagnostics])
            : new FileResult(decisions, new FileChange(path, file.Digest, file.WithChanges(edits)), [.. diagnostics]);
    }

    /// <summary>The changes with the moved blocks that let Terraform's state follow them; none where a move cannot be stated.</summary>
    private static ImmutableArray<TextChange> WithMoves(SourceFile file, SyntaxDocument document, ImmutableArray<TextChange> changes, Func<RepoPath, IEnumerable<MovedAddress>> moves, List<Diagnostic> diagnostics)
    {
        if (file.Path.Extension is not (".tf" or ".tofu") || !TerraformMoves.MayMove(document, changes)) return changes;
        var followed = TerraformMoves.Follow(file, document, changes, moves(file.Path.Parent));
        foreach (var refused in followed.Refusals) diagnostics.Add(Descriptors.EditRefused.At(file, refused.Span, refused.Message));
        if (!followed.Refusals.IsEmpty) return [];
        return followed.Addition is { } addition ? changes.Add(addition) : changes;
    }

    /// <summary>What the files of a folder that hold a name state; a move of one of the names is among them.</summary>
    private static IEnumerable<MovedAddress> MovesIn(IWorkspace workspace, ImmutableArray<RepoPath> files, RepoPath folder)
    {
        foreach (var path in files.Where(f => f.Parent == folder && f.Extension is ".tf" or ".tofu"))
        {
            if (workspace.Read(path) is not { } bytes || SourceFile.Read(path, bytes, out _) is not { } file) continue;
            foreach (var move in MovedBlocks.In(LanguageCatalog.Read(file))) yield return move;
        }
    }

    private static IEnumerable<Diagnostic> UnexpectedCounts(ImmutableArray<Rule> active, ImmutableArray<Decision> decisions)
    {
        foreach (var rule in active.Where(r => r.Expect is not null))
        {
            var found = decisions.Count(d => d.Rule == rule && d.Disposition != Disposition.Kept);
            if (found != rule.Expect) yield return Descriptors.UnexpectedCount.Anywhere(rule.Id, rule.Expect, found);
        }
    }

    private sealed record FileResult(ImmutableArray<Decision> Decisions, FileChange? Change, ImmutableArray<Diagnostic> Diagnostics)
    {
        public static FileResult Nothing { get; } = new([], null, []);
    }
}
