namespace Rewriter.Deployment.Hazards;

/// <summary>A place in a file that an infrastructure rename has to reckon with, as it stands after the phase.</summary>
/// <param name="File">The file, relative to the repository.</param>
/// <param name="Line">The line, 1-based; null where the whole file is meant.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text there; never a secret value.</param>
public sealed record FileMention(string File, int? Line, MentionKind Kind, string Text);
