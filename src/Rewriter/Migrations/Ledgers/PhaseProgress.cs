namespace Rewriter.Migrations.Ledgers;

/// <summary>Where a phase stands.</summary>
public enum PhaseProgress
{
    /// <summary>Nothing was done, or all of it was taken back.</summary>
    NotBegun,

    /// <summary>It was begun and not ended: it waits, failed, or its process died.</summary>
    Begun,

    /// <summary>All its steps are done.</summary>
    Done,
}
