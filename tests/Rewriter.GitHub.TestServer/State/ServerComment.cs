namespace Rewriter.GitHub.TestServer.State;

/// <summary>A comment of the server.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Issue">The number of its issue or pull request.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Body">Its text.</param>
/// <param name="CreatedAt">When.</param>
public sealed record ServerComment(long Id, int Issue, string Author, string Body, DateTimeOffset CreatedAt);
