namespace Rewriter.Migrations.Steps;

/// <summary>What a rollback of the phase does about a step.</summary>
public enum RollbackPolicy
{
    /// <summary>It is taken back.</summary>
    Undo,

    /// <summary>It stays as it is, because a rollback must not touch what it did.</summary>
    Keep,
}
