namespace Rewriter.Migrations.Steps;

/// <summary>What happens where a step fails.</summary>
public enum FailurePolicy
{
    /// <summary>The phase stops; a person resumes or rolls back.</summary>
    Stop,

    /// <summary>The phase is taken back.</summary>
    Rollback,

    /// <summary>The failure is recorded and the phase goes on.</summary>
    Continue,
}
