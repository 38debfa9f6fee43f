namespace Rewriter.Deployment;

/// <summary>What came of one operation on the cloud.</summary>
/// <param name="Summary">What was done, for people; without secrets.</param>
/// <param name="Changed">Whether anything was changed.</param>
/// <param name="Undo">How to undo it; null where nothing was changed.</param>
/// <param name="Failure">Why it failed; null where it succeeded.</param>
public sealed record CloudOperationResult(string Summary, bool Changed, CloudUndo? Undo, DeploymentFailure? Failure = null)
{
    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => Failure is null;
}
