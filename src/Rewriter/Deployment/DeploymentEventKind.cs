namespace Rewriter.Deployment;

/// <summary>What happened to a resource while an engine worked.</summary>
public enum DeploymentEventKind
{
    /// <summary>Work on the resource begins.</summary>
    Started,

    /// <summary>The change is made and recorded.</summary>
    Completed,

    /// <summary>The change failed.</summary>
    Failed,

    /// <summary>Something worth knowing that is no change.</summary>
    Note,
}
