namespace Rewriter.Deployment.Hazards;

/// <summary>Text that clears a hazard once it is pasted into a file.</summary>
/// <param name="Language">Its language, as a fence in Markdown names it: <c>hcl</c>.</param>
/// <param name="Text">The text: lines with LF, without one at the end.</param>
public sealed record HazardSnippet(string Language, string Text);
