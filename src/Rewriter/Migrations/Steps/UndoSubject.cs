namespace Rewriter.Migrations.Steps;

/// <summary>Names of what steps change outside of the repository, alike for all kinds.</summary>
internal static class UndoSubject
{
    private const string Own = "origin";

    /// <summary>A ref of a remote.</summary>
    public static string Ref(string remote, string name) => $"{remote} {name}";

    /// <summary>A file of a branch.</summary>
    /// <param name="repository">The repository's address or the remote's name; null for the remote of the checkout.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="path">The file, from that repository's top.</param>
    public static string File(string? repository, string branch, string path) => $"{repository ?? Own} {branch}:{path}";
}
