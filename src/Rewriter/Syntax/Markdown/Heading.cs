namespace Rewriter.Syntax.Markdown;

/// <summary>A heading of a document.</summary>
/// <param name="Start">Where it begins (UTF-16).</param>
/// <param name="Level">1 to 6.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct Heading(int Start, int Level, string Text);
