using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Testing;

/// <summary>
/// Compares what the rewrites of each phase do to the repository with the snapshot that a person accepted:
/// <c>PHASE.verified.txt</c>, and beside it <c>PHASE.received.txt</c> where they differ. Phases are played one after the
/// other from the files as they are, so the snapshots belong to the repository's state before its first phase.
/// </summary>
/// <param name="session">The migration and its repository.</param>
/// <param name="files">The disk.</param>
public sealed class SnapshotTester(MigrationSession session, IFileSystem files)
{
    /// <summary>Compares, or accepts.</summary>
    /// <param name="accept">True to make what the rules do now the snapshots.</param>
    public ImmutableArray<TestResult> Run(bool accept)
    {
        var folder = Path.Combine(session.Root, ".rewrite", "snapshots");
        var overlay = new OverlayWorkspace(session.Workspace);
        var results = ImmutableArray.CreateBuilder<TestResult>();
        foreach (var phase in session.Migration.Phases)
        {
            if (Play(phase, overlay) is not { } received) continue;
            var verifiedPath = Path.Combine(folder, phase.Id + ".verified.txt");
            var receivedPath = Path.Combine(folder, phase.Id + ".received.txt");
            var verified = files.Read(verifiedPath);
            if (verified is null && !accept) continue;
            var same = verified is not null && verified.AsSpan().SequenceEqual(received);
            if (same || accept)
            {
                files.Delete(receivedPath);
                if (!same) Write(verifiedPath, received);
                results.Add(new TestResult($"snapshot of {phase.Id}", null));
                continue;
            }

            Write(receivedPath, received);
            results.Add(new TestResult($"snapshot of {phase.Id}", Descriptors.SnapshotDiffers.Anywhere(phase.Id, receivedPath)));
        }

        return results.ToImmutable();
    }

    private byte[]? Play(Phase phase, OverlayWorkspace overlay)
    {
        var rewriter = new RepositoryRewriter(session.Migration.Rules, session.Migration.Exclude);
        var text = new StringBuilder();
        var any = false;
        foreach (var step in phase.Steps.OfType<RewriteStep>())
        {
            any = true;
            var result = rewriter.Rewrite(overlay, step.To, step.Rules);
            text.Append(CultureInfo.InvariantCulture, $"step {step.Header.Id} to {step.To}\n");
            foreach (var change in result.Changes) text.Append(CultureInfo.InvariantCulture, $"  file {change.Path} {change.BeforeDigest} {SourceFile.DigestOf(change.After!.Value.Span)}\n");
            foreach (var decision in result.Decisions.Where(d => d.Disposition is Disposition.Changed or Disposition.Proposed))
                text.Append(CultureInfo.InvariantCulture, $"  {decision.Occurrence.Place} {decision.Occurrence.Text} -> {decision.NewText} ({decision.Rule!.Id})\n");
            foreach (var problem in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)) text.Append(CultureInfo.InvariantCulture, $"  {problem.Id} {problem.GetMessage(CultureInfo.InvariantCulture)}\n");
            overlay.Commit(step.Header.Id, result.Changes);
        }

        return any ? Encoding.UTF8.GetBytes(text.ToString()) : null;
    }

    private void Write(string path, byte[] bytes)
    {
        files.CreateFolder(Path.GetDirectoryName(path)!);
        files.WriteDurably(path + ".tmp", bytes, null);
        files.Rename(path + ".tmp", path);
    }
}
