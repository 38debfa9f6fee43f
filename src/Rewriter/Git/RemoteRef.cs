namespace Rewriter.Git;

/// <summary>A branch or a tag of a remote repository.</summary>
/// <param name="Name">Its full name: <c>refs/tags/prod-stable</c>.</param>
/// <param name="Object">The object it names: of an annotated tag the tag object.</param>
/// <param name="Commit">The commit it stands on, tags peeled.</param>
public sealed record RemoteRef(string Name, string Object, string Commit);
