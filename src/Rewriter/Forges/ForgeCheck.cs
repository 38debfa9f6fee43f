namespace Rewriter.Forges;

/// <summary>A check or a status of a commit.</summary>
/// <param name="Name">The check's name or the status's context.</param>
/// <param name="State">How it stands.</param>
/// <param name="WebUrl">Where people read more; null where nowhere.</param>
public sealed record ForgeCheck(string Name, CheckState State, Uri? WebUrl);
