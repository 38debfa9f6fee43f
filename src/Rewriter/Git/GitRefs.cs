using System.Globalization;
using System.Text;

namespace Rewriter.Git;

/// <summary>What is done to refs and objects beside the checkout: tags and commits are made and pushed, and no file of the work tree is touched.</summary>
public static class GitRefs
{
    /// <summary>
    /// Pushes changes of refs, all or none, each only if the ref stands where it is expected to. There is no moment at
    /// which a moved tag is missing.
    /// </summary>
    /// <returns>Null where all was done; otherwise how the push ended.</returns>
    public static async Task<GitResult?> PushAsync(this GitRepository git, string remote, IReadOnlyList<RefChange> changes, CancellationToken cancellationToken)
    {
        var leases = changes.Select(c => $"--force-with-lease={c.Name}:{c.Before}");
        var result = await git.RunAsync(["push", "--quiet", "--atomic", .. leases, "--end-of-options", remote, .. changes.Select(c => $"{c.After}:{c.Name}")], cancellationToken);
        return result.Succeeded ? null : result;
    }

    /// <summary>The first change whose ref stands elsewhere than expected, and the object there (null for none); null where all stand as expected.</summary>
    public static (RefChange Change, string? Found)? FirstLost(this RemoteRefs refs, IEnumerable<RefChange> changes)
    {
        foreach (var change in changes)
        {
            if (refs.ObjectOf(change.Name) is var found && found != change.Before) return (change, found);
        }

        return null;
    }

    /// <summary>Makes the object of an annotated tag, which no ref names yet; the commit is peeled already, so tags never nest.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="GitException">Git does not know who tags, or refuses the name.</exception>
    public static async Task<string> CreateTagObjectAsync(this GitRepository git, string tag, string commit, string message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await git.ReadAsync(["check-ref-format", GitRepository.TagPrefix + tag], cancellationToken);
        var text = $"object {commit}\ntype commit\ntag {tag}\ntagger {await git.CommitterAsync(cancellationToken)} {Stamp(at)}\n\n{message.TrimEnd('\n')}\n";
        return await git.ReadAsync(["mktag"], cancellationToken, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Makes a commit on a parent that changes some files, which no ref names yet. No index and no work tree is touched.</summary>
    /// <returns>Its id; the parent's where nothing differs.</returns>
    public static async Task<string> CreateCommitAsync(this GitRepository git, string parent, IEnumerable<FileChange> files, string message, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("rewrite-index-");
        try
        {
            var index = git with { IndexFile = Path.Combine(folder.FullName, "index") };
            await index.ReadAsync(["read-tree", parent], cancellationToken);
            var entries = new StringBuilder();
            foreach (var file in files) entries.Append(file.Blob is null ? $"0 {parent}" : $"{await git.ModeOfAsync(parent, file.Path, cancellationToken)} {file.Blob}").Append('\t').Append(file.Path).Append('\0');
            await index.ReadAsync(["update-index", "-z", "--index-info"], cancellationToken, Encoding.UTF8.GetBytes(entries.ToString()));
            var tree = await index.ReadAsync(["write-tree"], cancellationToken);
            return tree == await git.ReadAsync(["rev-parse", parent + "^{tree}"], cancellationToken) ? parent
                : await git.ReadAsync(["commit-tree", tree, "-p", parent, "-F", "-"], cancellationToken, Encoding.UTF8.GetBytes(message.TrimEnd('\n') + "\n"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Stores bytes as they are and returns their id.</summary>
    public static Task<string> WriteBlobAsync(this GitRepository git, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        git.ReadAsync(["hash-object", "-w", "--stdin"], cancellationToken, content);

    /// <summary>The id of a file's bytes in a commit; null where it has no file of this name.</summary>
    public static async Task<string?> BlobOfAsync(this GitRepository git, string commit, string path, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"{commit}:{path}"], cancellationToken);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <summary>Who commits here: <c>Name &lt;address&gt;</c>.</summary>
    /// <exception cref="GitException">Nobody told git.</exception>
    public static async Task<string> CommitterAsync(this GitRepository git, CancellationToken cancellationToken)
    {
        // The time stands behind the last closing angle bracket.
        var ident = await git.ReadAsync(["var", "GIT_COMMITTER_IDENT"], cancellationToken);
        return ident[..(ident.LastIndexOf('>') + 1)];
    }

    /// <summary>The branch that is checked out; null on a detached head.</summary>
    public static async Task<string?> CurrentBranchAsync(this GitRepository git, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(["symbolic-ref", "--quiet", "--short", "HEAD"], cancellationToken);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <summary>
    /// Names objects in this repository under <c>refs/rewrite/</c>, before they are pushed: a later run finds them by the
    /// operation's id, and git does not tidy them away.
    /// </summary>
    public static async Task KeepAsync(this GitRepository git, string operation, IEnumerable<RefChange> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes.Where(c => c.After is not null))
            await git.ReadAsync(["update-ref", KeptName(operation, change.Name), change.After!], cancellationToken);
    }

    /// <summary>The object that an operation kept for a ref before it pushed; null where it did not come so far.</summary>
    public static async Task<string?> KeptAsync(this GitRepository git, string operation, string name, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(["rev-parse", "--verify", "--quiet", KeptName(operation, name)], cancellationToken);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <summary>Fetches the object that a ref of a remote names, so that it can be pushed back one day.</summary>
    public static Task<string> FetchBeforeAsync(this GitRepository git, string remote, string operation, string name, CancellationToken cancellationToken) =>
        git.ReadAsync(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--end-of-options", remote, $"+{name}:{KeptName(operation, name)}.before"], cancellationToken);

    private static string KeptName(string operation, string name) => $"refs/rewrite/{operation}/{name["refs/".Length..]}";

    private static async Task<string> ModeOfAsync(this GitRepository git, string commit, string path, CancellationToken cancellationToken)
    {
        var listed = await git.ReadAsync(["ls-tree", "--full-tree", commit, "--", path], cancellationToken);
        return listed.Length > 6 ? listed[..6] : "100644";
    }

    private static string Stamp(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeSeconds()} +0000");
}
