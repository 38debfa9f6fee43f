using System.Collections.Immutable;
using System.Text;
using Rewriter.Migrations.Steps;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Planning;

/// <summary>Collects, while a phase is played through, what lies behind each step that waits for people.</summary>
/// <param name="session">The migration and what it works on.</param>
internal sealed class ApprovalDigests(MigrationSession session)
{
    private readonly Dictionary<string, ImmutableSortedDictionary<string, string>> _before = [];

    /// <summary>The digest for decisions about a rollback, which has no plan.</summary>
    public static string OfRollback(MigrationSession session, Phase phase) =>
        SourceFile.DigestOf(Encoding.UTF8.GetBytes($"{session.Migration.File.Digest}\nrollback of {phase.Id}"));

    /// <summary>Notes the files as they are when a step's turn comes.</summary>
    public void Before(Step step, OverlayWorkspace files)
    {
        if (step is ApproveStep) _before[step.Header.Id] = Written(files);
    }

    /// <summary>The digests, once the whole phase was played through.</summary>
    public ImmutableSortedDictionary<string, string> Finish(Phase phase, ImmutableArray<StepPlan> steps, OverlayWorkspace files)
    {
        var after = Written(files);
        return _before.ToImmutableSortedDictionary(b => b.Key, b => DigestOf(phase, b.Key, steps, b.Value, after), StringComparer.Ordinal);
    }

    private string DigestOf(Phase phase, string step, ImmutableArray<StepPlan> steps, ImmutableSortedDictionary<string, string> before, ImmutableSortedDictionary<string, string> after)
    {
        var text = new StringBuilder(session.Migration.File.Digest).Append('\n').Append(phase.Id).Append('\n').Append(step);
        foreach (var (path, digest) in after.Where(a => before.GetValueOrDefault(a.Key) != a.Value))
            text.Append("\nfile ").Append(path).Append('\0').Append(before.GetValueOrDefault(path) ?? OnDisk(path)).Append('\0').Append(digest);
        foreach (var later in steps.SkipWhile(s => s.Step.Header.Id != step).Where(s => s.Result?.Preview is not null))
            text.Append("\nengine ").Append(later.Step.Header.Id).Append('\0').Append(later.Result!.Preview!.Digest);

        // What later steps would produce, such as the commit that a release is made of: one that came since was not agreed to.
        foreach (var later in steps.SkipWhile(s => s.Step.Header.Id != step))
        {
            foreach (var (name, value) in later.Result?.Outputs ?? ImmutableSortedDictionary<string, string>.Empty) text.Append("\noutput ").Append(later.Step.Header.Id).Append(' ').Append(name).Append('\0').Append(value);
        }

        foreach (var (name, value) in session.OpenSettings) text.Append("\nsetting ").Append(name).Append('\0').Append(value);
        return SourceFile.DigestOf(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private string OnDisk(string path) => DigestOf(session.Workspace.Read(RepoPath.Parse(path)));

    private static ImmutableSortedDictionary<string, string> Written(OverlayWorkspace files) =>
        files.Written.ToImmutableSortedDictionary(w => w.Key.Value, w => DigestOf(w.Value), StringComparer.Ordinal);

    private static string DigestOf(ReadOnlyMemory<byte>? bytes) => bytes is { } held ? SourceFile.DigestOf(held.Span) : "none";
}
