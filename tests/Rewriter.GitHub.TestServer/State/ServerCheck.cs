using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer.State;

/// <summary>A check run or a status of the server.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsRun">True for a check run, false for a status.</param>
/// <param name="Sha">The commit.</param>
/// <param name="Name">The check's name or the status's context.</param>
/// <param name="Status">A run's status: <c>queued</c>, <c>in_progress</c>, <c>completed</c>; a status's state.</param>
/// <param name="Conclusion">A run's conclusion.</param>
/// <param name="Title">A run's title or a status's description.</param>
public sealed record ServerCheck(long Id, bool IsRun, string Sha, string Name, string Status, string? Conclusion, string? Title)
{
    /// <summary>The annotations of a run, in their order.</summary>
    public List<JsonObject> Annotations { get; } = [];
}
