using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Git;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>A release file in a repository.</summary>
/// <param name="Repository">The repository's address or folder, with settings in it; null for the remote of the checkout.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Path">The file, from that repository's top.</param>
/// <param name="Key">The structural path of the value: <c>image.tag</c>.</param>
public sealed record ReleaseFile(string? Repository, string Branch, string Path, string Key)
{
    /// <summary>The file for people.</summary>
    public string Words => $"{Path} of {(Repository is null ? "this repository" : GitException.Mask(Repository))}";

    /// <summary>Puts settings in, and makes a relative folder one below the repository's; the failed step where that cannot be, otherwise null.</summary>
    internal StepResult? Expand(StepContext context, string name, out ReleaseFile file)
    {
        file = this;
        if (GitGuard.Expand(context, Branch, $"the branch of '{name}'", out var branch) is { } noBranch) return noBranch;
        if (GitGuard.Expand(context, Path, $"the file of '{name}'", out var path) is { } noPath) return noPath;
        string? repository = null;
        if (Repository is not null && GitGuard.Expand(context, Repository, $"the repository of '{name}'", out repository) is { } noRepository) return noRepository;
        if (repository is not null && GitException.Mask(repository) != repository) return StepResult.Failed(Descriptors.AddressWithSecret.Anywhere($"'{name}'"));
        file = new ReleaseFile(repository is null || IsAddress(repository) ? repository : System.IO.Path.GetFullPath(repository, context.Root), branch, path, Key);
        return null;
    }

    internal static ReleaseFile Read(DefinitionReader reader, MigrationScope scope)
    {
        var path = scope.ReadTemplate(reader, "file") ?? reader.RequiredText("file");
        if (path.Length > 0 && !RepoPath.TryParse(path, out _)) reader.Report(Descriptors.BadPattern, "file", path, "path in the repository", "it is relative, with forward slashes");
        var file = new ReleaseFile(scope.ReadTemplate(reader, "repository"), scope.ReadTemplate(reader, "branch") ?? "main", path, reader.Text("key") ?? "image.tag");
        reader.Finish();
        return file;
    }

    /// <summary>True for https://host/path, ssh://…, git@host:path; everything else is a folder. A drive's letter is no host.</summary>
    internal static bool IsAddress(string repository) =>
        repository.Contains("://", StringComparison.Ordinal) || (repository.IndexOf(':') is var colon and > 1 && !repository[..colon].Contains('/'));
}
