namespace Rewriter.Deployment.Hazards;

/// <summary>The name of a Pulumi project or stack, before and after the phase.</summary>
/// <param name="What"><c>project</c> or <c>stack</c>.</param>
/// <param name="Before">The name before.</param>
/// <param name="After">The name after.</param>
/// <param name="File">The file that holds the name.</param>
/// <param name="Line">The line, 1-based; null where unknown.</param>
public sealed record ProgramIdentity(string What, string Before, string After, string File, int? Line = null);
