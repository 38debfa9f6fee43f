namespace Rewriter.Migrations.Execution;

/// <summary>How work on a phase ended.</summary>
public enum PhaseStatus
{
    /// <summary>All its steps are done.</summary>
    Done,

    /// <summary>It was done before; nothing was changed.</summary>
    AlreadyDone,

    /// <summary>It waits for a person or for time.</summary>
    Waiting,

    /// <summary>Nobody knows how a step ended; what was done stands and is recorded.</summary>
    Inconclusive,

    /// <summary>It was not begun; nothing was changed.</summary>
    Refused,

    /// <summary>A step failed; what was done stands and is recorded.</summary>
    Stopped,

    /// <summary>A step failed and the phase was taken back.</summary>
    RolledBack,
}
