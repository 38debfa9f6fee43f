namespace Rewriter.Forges;

/// <summary>A hosted repository.</summary>
/// <param name="Owner">Its owner.</param>
/// <param name="Name">Its name.</param>
/// <param name="DefaultBranch">The branch that pull requests go to where no other is named.</param>
/// <param name="NodeId">Its id in the GraphQL API.</param>
/// <param name="WebUrl">Where people look at it.</param>
public sealed record ForgeRepository(string Owner, string Name, string DefaultBranch, string NodeId, Uri WebUrl)
{
    /// <summary><c>owner/name</c>.</summary>
    public string Slug => $"{Owner}/{Name}";
}
