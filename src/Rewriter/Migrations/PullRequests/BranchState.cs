namespace Rewriter.Migrations.PullRequests;

/// <summary>What became of the branch of a proposal.</summary>
internal enum BranchState
{
    /// <summary>It holds what is proposed already.</summary>
    Current,

    /// <summary>It was made or moved.</summary>
    Moved,

    /// <summary>A person's commit is at its head; it was left as it is.</summary>
    Foreign,

    /// <summary>Somebody moved it at the same time; nothing was done.</summary>
    Lost,
}
