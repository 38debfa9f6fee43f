namespace Rewriter.Forges;

/// <summary>What a pull request says.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text in Markdown, within the forge's limit of 65,536 characters.</param>
public sealed record PullRequestText(string Title, string Body);
