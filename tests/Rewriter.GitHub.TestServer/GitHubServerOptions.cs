namespace Rewriter.GitHub.TestServer;

/// <summary>How the server is.</summary>
public sealed record GitHubServerOptions
{
    /// <summary>The repository: <c>owner/name</c>.</summary>
    public string Slug { get; init; } = "octo/shop";

    /// <summary>The default branch.</summary>
    public string Branch { get; init; } = "main";

    /// <summary>The files of its first commit.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string> { ["README.md"] = "# Shop\n" };

    /// <summary>True for the addresses of an Enterprise Server (<c>/api/v3</c>, <c>/api/graphql</c>), false for those of github.com.</summary>
    public bool IsEnterprise { get; init; } = true;

    /// <summary>True where GraphQL is there.</summary>
    public bool HasGraphQl { get; init; } = true;

    /// <summary>True where starting a workflow may be answered with its run.</summary>
    public bool ReturnsRunDetails { get; init; } = true;

    /// <summary>True where pull requests may be drafts.</summary>
    public bool HasDrafts { get; init; } = true;

    /// <summary>How many items a page holds at most.</summary>
    public int LargestPage { get; init; } = 100;

    /// <summary>How many entries a recursive tree holds at most before it is cut.</summary>
    public int LargestTree { get; init; } = 100_000;

    /// <summary>The public key of the App in PEM; null where there is no App.</summary>
    public string? AppPublicKey { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
