using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;
using Rewriter.Text;

namespace Rewriter.Migrations.Planning;

/// <summary>
/// Finds out whether a phase's way back leads through every file in the right order: a file gets the bytes from before a
/// step only where it holds what that step left, so what changed the file later goes first.
/// </summary>
/// <param name="migration">The migration, for places in its file.</param>
/// <param name="phase">The phase.</param>
/// <param name="filesOf">The files that a step changes, or changed.</param>
internal sealed class RollbackOrder(Migration migration, Phase phase, Func<Step, IReadOnlySet<RepoPath>> filesOf)
{
    /// <summary>Each pair of steps that the declared rollback cannot take back, with its place in the migration file.</summary>
    public IEnumerable<Diagnostic> Problems()
    {
        var files = phase.Steps.Select(s => (Step: s, Files: filesOf(s))).Where(f => f.Files.Count > 0).ToList();
        var order = phase.UndoOrder.Select(s => s.Header.Id).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Step.Header.Rollback == RollbackPolicy.Keep) continue;
            foreach (var (later, changed) in files.Skip(i + 1))
            {
                var both = changed.Intersect(files[i].Files).Order().ToList();
                if (both.Count > 0 && Problem(files[i].Step, later, both, order) is { } problem) yield return problem;
            }
        }
    }

    private Diagnostic? Problem(Step step, Step later, List<RepoPath> files, List<string> order)
    {
        var named = files.Count == 1 ? $"'{files[0]}'" : $"'{files[0]}' and {files.Count - 1} more";
        if (later.Header.Rollback == RollbackPolicy.Keep)
            return Unsafe(later.Header.Place, phase.Id, step.Header.Id, $"leaves '{later.Header.Id}' as it is, which changes {named} behind it");
        return order.IndexOf(step.Header.Id) < order.IndexOf(later.Header.Id)
            ? Unsafe(phase.Rollback.Select(r => r.Places.GetValueOrDefault(step.Header.Id)).FirstOrDefault(p => p.Length > 0), phase.Id, step.Header.Id, $"takes '{later.Header.Id}' back only after it, which changes {named} behind it")
            : null;
    }

    private Diagnostic Unsafe(TextSpan place, string phaseId, string step, string why) => place.Length > 0
        ? Descriptors.RollbackUnsafe.At(migration.File, place, phaseId, step, why)
        : Descriptors.RollbackUnsafe.At(migration.File.Path, phaseId, step, why);
}
