namespace Rewriter.Deployment;

/// <summary>A change that was begun: written before the cloud is touched, so that a kill in between loses nothing.</summary>
/// <param name="Action">What was begun: create, update, replace or delete.</param>
/// <param name="Before">The entry before; null for a create.</param>
/// <param name="After">The entry that follows if it happened; null for a delete.</param>
public sealed record PendingOperation(CanonicalAction Action, ResourceState? Before, ResourceState? After);
