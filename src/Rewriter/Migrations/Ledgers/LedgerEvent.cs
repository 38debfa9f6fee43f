namespace Rewriter.Migrations.Ledgers;

/// <summary>What an entry of the ledger records.</summary>
public enum LedgerEvent
{
    /// <summary>Work on a phase begins.</summary>
    PhaseBegun,

    /// <summary>All steps of a phase are done and it was verified.</summary>
    PhaseDone,

    /// <summary>A phase was taken back.</summary>
    PhaseUndone,

    /// <summary>A step is about to act: written before it does.</summary>
    StepBegun,

    /// <summary>A step ended; its outcome says how.</summary>
    StepEnded,

    /// <summary>A step was taken back.</summary>
    StepUndone,

    /// <summary>A person agreed to what lies behind a step; the summary is the name.</summary>
    Approved,

    /// <summary>A person refused what lies behind a step; the summary is the name.</summary>
    Rejected,

    /// <summary>A person said whether a step without a clear end was applied (adopted) or not (skipped).</summary>
    StepResolved,

    /// <summary>A step records a fact while it runs.</summary>
    StepNoted,

    /// <summary>A person overrode a blocker by its id.</summary>
    Overridden,

    /// <summary>A rename without a migration was applied.</summary>
    RenameDone,

    /// <summary>A rename without a migration was taken back.</summary>
    RenameUndone,

    /// <summary>A pull request was opened or brought up to date.</summary>
    PullRequestKept,

    /// <summary>A pull request was closed, because there is nothing to change any more.</summary>
    PullRequestClosed,

    /// <summary>A person closed a pull request.</summary>
    PullRequestDeclined,
}
