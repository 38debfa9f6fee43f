using System.Collections.Concurrent;
using Rewriter.Forges;

namespace Rewriter.GitHub;

/// <summary>What a dry run would have made, so that it can be read again.</summary>
internal sealed class PlannedObjects
{
    /// <summary>The number of a pull request, and the id of a comment, that a dry run would have made.</summary>
    public const int Number = 0;

    /// <summary>Branches by name; null where one would be gone.</summary>
    public ConcurrentDictionary<string, string?> Branches { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, ForgeCommit> Commits { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, ForgePullRequest> PullRequests { get; } = new(StringComparer.Ordinal);
}
