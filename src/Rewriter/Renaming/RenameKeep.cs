namespace Rewriter.Renaming;

/// <summary>A text that stays as it is, wherever it stands.</summary>
/// <param name="Text">The text, which holds an old name.</param>
/// <param name="Because">Why, in the words of whoever asked.</param>
public sealed record RenameKeep(string Text, string Because);
