namespace Rewriter.Forges;

/// <summary>A comment of a thread.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Body">Its text.</param>
/// <param name="WebUrl">Where people read it.</param>
public sealed record ForgeComment(long Id, string Author, string Body, Uri WebUrl);
