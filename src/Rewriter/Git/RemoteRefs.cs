using System.Collections.Immutable;

namespace Rewriter.Git;

/// <summary>The branches and tags of a remote repository, as they were at one moment.</summary>
/// <param name="Remote">The remote's name or address.</param>
/// <param name="All">By their full names.</param>
public sealed record RemoteRefs(string Remote, ImmutableSortedDictionary<string, RemoteRef> All)
{
    private const string Peeled = "^{}";

    /// <summary>Asks a remote; nothing is fetched and nothing written.</summary>
    /// <exception cref="GitException">It cannot be reached.</exception>
    public static async Task<RemoteRefs> ReadAsync(GitRepository git, string remote, CancellationToken cancellationToken)
    {
        var output = await git.ReadAsync(["ls-remote", "--quiet", "--heads", "--tags", "--end-of-options", remote], cancellationToken);
        var refs = ImmutableSortedDictionary.CreateBuilder<string, RemoteRef>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t');
            if (tab < 0) continue;
            var (id, name) = (line[..tab], line[(tab + 1)..]);

            // Git lists the commit of an annotated tag in a line of its own, right behind the tag.
            if (!name.EndsWith(Peeled, StringComparison.Ordinal)) refs[name] = new RemoteRef(name, id, id);
            else if (refs.TryGetValue(name[..^Peeled.Length], out var tag)) refs[tag.Name] = tag with { Commit = id };
        }

        return new RemoteRefs(remote, refs.ToImmutable());
    }

    /// <summary>The tag of a short name; null where there is none.</summary>
    public RemoteRef? Tag(string name) => All.GetValueOrDefault(GitRepository.TagPrefix + name);

    /// <summary>The branch of a short name; null where there is none.</summary>
    public RemoteRef? Branch(string name) => All.GetValueOrDefault(GitRepository.BranchPrefix + name);

    /// <summary>The object that a ref of a full name names; null where there is none.</summary>
    public string? ObjectOf(string name) => All.GetValueOrDefault(name)?.Object;

    /// <summary>The short names of the tags that begin so, the highest version first, those without a version last.</summary>
    /// <param name="prefix">What stands before the version: <c>prod-</c>.</param>
    public ImmutableArray<(string Tag, SemanticVersion? Version)> Versions(string prefix) =>
    [
        .. All.Keys
            .Where(n => n.StartsWith(GitRepository.TagPrefix + prefix, StringComparison.Ordinal))
            .Select(n => n[GitRepository.TagPrefix.Length..])
            .Select(t => (Tag: t, Version: SemanticVersion.Parse(t[prefix.Length..])))
            .OrderByDescending(t => t.Version, SemanticVersion.Precedence)
            .ThenBy(t => t.Tag, StringComparer.Ordinal),
    ];
}
