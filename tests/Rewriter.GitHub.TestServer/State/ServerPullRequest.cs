namespace Rewriter.GitHub.TestServer.State;

/// <summary>A pull request of the server.</summary>
public sealed class ServerPullRequest
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Who opened it.</summary>
    public required string Author { get; init; }

    /// <summary>The branch it comes from.</summary>
    public required string Head { get; init; }

    /// <summary>The repository it comes from.</summary>
    public required string HeadRepository { get; init; }

    /// <summary>The commit at its head, as last seen.</summary>
    public required string HeadSha { get; set; }

    /// <summary>The branch it goes to.</summary>
    public required string Base { get; set; }

    /// <summary>Its title.</summary>
    public required string Title { get; set; }

    /// <summary>Its text.</summary>
    public string? Body { get; set; }

    /// <summary>True for a draft.</summary>
    public bool IsDraft { get; set; }

    /// <summary>True while it is neither merged nor closed.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Who closed it.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>The commit by which it was merged.</summary>
    public string? MergeSha { get; set; }

    /// <summary>Its labels.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>Who was asked for a review; teams with a <c>@</c>.</summary>
    public List<string> Reviewers { get; } = [];

    /// <summary>Its reviews: who, verdict in GitHub's capitals, commit.</summary>
    public List<(string Login, string State, string Sha)> Reviews { get; } = [];
}
