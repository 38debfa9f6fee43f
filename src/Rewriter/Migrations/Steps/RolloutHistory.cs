using System.Collections.Immutable;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// The commits of the branch that an application follows, in a private clone. Tells whether a commit that runs contains
/// the expected one. A commit that is not on the branch counts for nothing: nobody knows what is in it.
/// </summary>
/// <param name="context">What the step works with.</param>
/// <param name="branch">The repository and the branch; its path and key are not used.</param>
internal sealed class RolloutHistory(StepContext context, ReleaseFile branch) : IDisposable
{
    private readonly HashSet<string> _commits = new(StringComparer.Ordinal);
    private ReleaseClone? _clone;

    /// <summary>The first of some revisions that is a later commit than the expected one and contains it; null where none is.</summary>
    /// <exception cref="GitException">The branch cannot be fetched.</exception>
    public async Task<string?> NewerAsync(ImmutableArray<string> revisions, string expected, CancellationToken cancellationToken)
    {
        foreach (var revision in revisions.Where(r => r != expected && IsCommit(r)))
        {
            if (!await HasAsync(expected, cancellationToken) || !await HasAsync(revision, cancellationToken)) continue;
            if ((await _clone!.Git.RunAsync(["merge-base", "--is-ancestor", expected, revision], cancellationToken)).Succeeded) return revision;
        }

        return null;
    }

    public void Dispose() => _clone?.Dispose();

    // The branch may have gone on since it was fetched.
    private async Task<bool> HasAsync(string commit, CancellationToken cancellationToken)
    {
        if (_commits.Contains(commit)) return true;
        if (_clone is null) _clone = await ReleaseClone.OpenAsync(context, branch, cancellationToken, withHistory: true);
        else await _clone.FetchAsync(cancellationToken);
        _commits.UnionWith((await _clone.Git.ReadAsync(["rev-list", _clone.Head], cancellationToken)).Split('\n'));
        return _commits.Contains(commit);
    }

    private static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
