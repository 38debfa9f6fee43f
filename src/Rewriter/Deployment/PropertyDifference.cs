namespace Rewriter.Deployment;

/// <summary>One property of a resource that differs between what is and what shall be.</summary>
/// <param name="Path">The path: <c>template.containers[0].image</c>.</param>
/// <param name="Before">The value before; null where there was none; redacted where secret.</param>
/// <param name="After">The value after; null where there is none; redacted where secret.</param>
/// <param name="ForcesReplacement">Whether the object cannot be changed in place because of this.</param>
public sealed record PropertyDifference(string Path, StackValue? Before, StackValue? After, bool ForcesReplacement);
