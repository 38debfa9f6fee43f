using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Planning;

/// <summary>Knows which files each step of a phase changes: from playing it through, or from its journal where it was done.</summary>
/// <param name="session">The migration and what it works on.</param>
/// <param name="overlay">The files that the phase is played on; null where nothing is played.</param>
internal sealed class WrittenFiles(MigrationSession session, OverlayWorkspace? overlay = null)
{
    private readonly Dictionary<string, HashSet<RepoPath>> _played = new(StringComparer.Ordinal);
    private Dictionary<RepoPath, ReadOnlyMemory<byte>?> _before = [];

    /// <summary>Notes what a step changed that was just played.</summary>
    public void After(Step step)
    {
        var now = overlay!.Written.ToDictionary();
        _played[step.Header.Id] = [.. now.Where(w => !_before.TryGetValue(w.Key, out var bytes) || !Nullable.Equals(bytes, w.Value)).Select(w => w.Key)];
        _before = now;
    }

    /// <summary>The files of a step.</summary>
    public IReadOnlySet<RepoPath> Of(Phase phase, Step step)
    {
        if (_played.TryGetValue(step.Header.Id, out var files)) return files;
        return session.Ledger.RunsOf(session.Migration.Id, phase.Id, step.Header.Id)
            .Select(r => r.Operation).OfType<string>()
            .SelectMany(session.Journal.PartsOf)
            .SelectMany(o => session.Journal.Inspect(o))
            .SelectMany(i => new[] { i.Entry.Path, i.Entry.Source })
            .Select(RepoPath.Parse).ToHashSet();
    }
}
