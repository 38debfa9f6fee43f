namespace Rewriter.Forges;

/// <summary>A path of a tree, or a change to one.</summary>
/// <param name="Path">The path, with '/'.</param>
/// <param name="Mode">What stands there.</param>
/// <param name="Blob">The id of its bytes (of the link's target for a link); null where the path is deleted.</param>
public sealed record ForgeTreeEntry(string Path, ForgeFileMode Mode, string? Blob);
