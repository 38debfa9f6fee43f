namespace Rewriter.Deployment;

/// <summary>A change and what it does to the state.</summary>
/// <param name="Change">The change as a preview shows it.</param>
/// <param name="Before">The entry of the state before; null where there is none.</param>
/// <param name="After">The entry of the state after; null where there is none.</param>
internal sealed record PlannedChange(ResourceChange Change, ResourceState? Before, ResourceState? After);
