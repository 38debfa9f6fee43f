namespace Rewriter.Git;

/// <summary>A ref of a remote repository that is created, moved or deleted, only if it stands where it is expected to.</summary>
/// <param name="Name">Its full name: <c>refs/tags/prod-stable</c>.</param>
/// <param name="Before">The object it names now; null where it must not exist.</param>
/// <param name="After">The object it shall name; null where it shall be deleted.</param>
public sealed record RefChange(string Name, string? Before, string? After)
{
    /// <summary>Its short name, for people.</summary>
    public string ShortName =>
        Name.StartsWith(GitRepository.TagPrefix, StringComparison.Ordinal) ? Name[GitRepository.TagPrefix.Length..]
        : Name.StartsWith(GitRepository.BranchPrefix, StringComparison.Ordinal) ? Name[GitRepository.BranchPrefix.Length..]
        : Name;

    /// <summary>The change that takes this one back.</summary>
    public RefChange Inverse() => new(Name, After, Before);
}
