namespace Rewriter.Migrations.PullRequests;

/// <summary>What became of the pull request of a phase.</summary>
public enum PullRequestAction
{
    /// <summary>It was opened.</summary>
    Created,

    /// <summary>Its branch or its text is new.</summary>
    Updated,

    /// <summary>Branch and text are what they were; or there is nothing to change, and no pull request.</summary>
    Unchanged,

    /// <summary>It was closed, because there is nothing to change any more.</summary>
    Closed,

    /// <summary>A person closed it, so it is not proposed again.</summary>
    Declined,

    /// <summary>It was left as it is: a person works on the branch, or something stands against it.</summary>
    Stopped,
}
