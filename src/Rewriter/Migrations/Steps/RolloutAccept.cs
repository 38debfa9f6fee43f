namespace Rewriter.Migrations.Steps;

/// <summary>Which revisions count as arrived.</summary>
public enum RolloutAccept
{
    /// <summary>The expected one and no other.</summary>
    Exact,

    /// <summary>The expected one, and each commit of its branch that came after it.</summary>
    Newer,
}
