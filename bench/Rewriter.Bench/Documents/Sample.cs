namespace Rewriter.Bench.Documents;

/// <summary>A generated document.</summary>
/// <param name="Language">The id of its language.</param>
/// <param name="Path">Where it would stand in a repository; some readers look at it.</param>
/// <param name="Text">Its text, in ASCII, so that a character is a byte.</param>
public sealed record Sample(string Language, string Path, string Text);
