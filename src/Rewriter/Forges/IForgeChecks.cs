namespace Rewriter.Forges;

/// <summary>What machines say about a commit.</summary>
public interface IForgeChecks
{
    /// <summary>All checks and statuses of a commit, the newest of each name.</summary>
    Task<IReadOnlyList<ForgeCheck>> GetChecksAsync(string sha, CancellationToken cancellationToken);

    /// <summary>
    /// Reports a check on a commit: as a check run with annotations where the identity is an App, as a commit status
    /// otherwise.
    /// </summary>
    /// <returns>True where annotations could be shown on the lines.</returns>
    Task<bool> ReportCheckAsync(CheckReport report, CancellationToken cancellationToken);
}
