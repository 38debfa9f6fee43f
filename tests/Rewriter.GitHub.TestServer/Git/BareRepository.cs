using System.Globalization;
using System.Text;
using Rewriter.Git;
using Rewriter.Processes;

namespace Rewriter.GitHub.TestServer.Git;

/// <summary>A bare git repository in a temporary folder.</summary>
public sealed class BareRepository : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("rewrite-bare-").FullName;
    private int _indexes;

    /// <summary>Its folder; a remote for <c>git clone</c> and <c>git push</c>.</summary>
    public string Folder => Path.Combine(_home, "repository.git");

    /// <summary>Git in it, as a person.</summary>
    public GitRepository As(string login)
    {
        var environment = SystemProcessRunner.OwnEnvironment()
            .SetItem("GIT_AUTHOR_NAME", login).SetItem("GIT_AUTHOR_EMAIL", login + "@users.test").SetItem("GIT_COMMITTER_NAME", login).SetItem("GIT_COMMITTER_EMAIL", login + "@users.test")
            .SetItem("GIT_CONFIG_GLOBAL", Path.Combine(_home, "none")).SetItem("GIT_CONFIG_NOSYSTEM", "1");
        return new GitRepository(new SystemProcessRunner(), Folder, environment);
    }

    /// <summary>Makes it, with one commit on a branch.</summary>
    public async Task InitialiseAsync(string branch, string login, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(Folder);
        await As(login).ReadAsync(["init", "--quiet", "--bare", "--initial-branch=" + branch], CancellationToken.None);
        await CommitAsync(branch, login, files.ToDictionary(f => f.Key, f => (string?)f.Value), "Begin");
    }

    /// <summary>Commits files onto a branch, which is created where it is not there; null deletes a file. Returns the commit.</summary>
    public async Task<string> CommitAsync(string branch, string login, IReadOnlyDictionary<string, string?> files, string message)
    {
        var head = await HeadAsync(branch);
        var entries = new List<(string Path, string Mode, string? Blob)>();
        foreach (var (path, text) in files) entries.Add((path, "100644", text is null ? null : await StoreAsync(Encoding.UTF8.GetBytes(text))));
        var tree = await TreeAsync(head is null ? null : await As(login).ReadAsync(["rev-parse", head + "^{tree}"], CancellationToken.None), entries);
        var commit = await CommitTreeAsync(login, message, tree, head is null ? [] : [head]);
        await MoveAsync(branch, head, commit);
        return commit;
    }

    /// <summary>The commit at a branch's head; null where there is none.</summary>
    public Task<string?> HeadAsync(string branch) => As("git").ResolveCommitAsync("refs/heads/" + branch, CancellationToken.None);

    /// <summary>Stores bytes and returns their id.</summary>
    public Task<string> StoreAsync(byte[] content) => As("git").ReadAsync(["hash-object", "-w", "--stdin"], CancellationToken.None, content);

    /// <summary>True where an object is there.</summary>
    public async Task<bool> HasAsync(string id, string kind) => (await As("git").RunAsync(["cat-file", "-e", $"{id}^{{{kind}}}"], CancellationToken.None)).Succeeded;

    /// <summary>True where a tree holds a path.</summary>
    public async Task<bool> HasPathAsync(string tree, string path) => (await As("git").RunAsync(["cat-file", "-e", $"{tree}:{path}"], CancellationToken.None)).Succeeded;

    /// <summary>Makes a tree from another one and entries, of which those without a blob are deleted.</summary>
    public async Task<string> TreeAsync(string? baseTree, IEnumerable<(string Path, string Mode, string? Blob)> entries)
    {
        var git = As("git") with { IndexFile = Path.Combine(_home, string.Create(CultureInfo.InvariantCulture, $"index{Interlocked.Increment(ref _indexes)}")) };
        await git.ReadAsync(baseTree is null ? ["read-tree", "--empty"] : ["read-tree", baseTree], CancellationToken.None);
        var lines = entries.Select(e => e.Blob is null ? $"0 {new string('0', 40)}\t{e.Path}\0" : $"{e.Mode} {e.Blob}\t{e.Path}\0");
        await git.ReadAsync(["update-index", "-z", "--index-info"], CancellationToken.None, Encoding.UTF8.GetBytes(string.Concat(lines)));
        return await git.ReadAsync(["write-tree"], CancellationToken.None);
    }

    /// <summary>Makes a commit.</summary>
    public Task<string> CommitTreeAsync(string login, string message, string tree, IReadOnlyList<string> parents) =>
        As(login).ReadAsync(["commit-tree", tree, .. parents.SelectMany(p => new[] { "-p", p }), "-F", "-"], CancellationToken.None, Encoding.UTF8.GetBytes(message));

    /// <summary>Moves a branch if it stands where it is expected; null stands for "not there". False where it does not.</summary>
    public async Task<bool> MoveAsync(string branch, string? before, string? after)
    {
        var none = new string('0', 40);
        string[] arguments = after is null ? ["update-ref", "-d", "refs/heads/" + branch, before ?? none] : ["update-ref", "refs/heads/" + branch, after, before ?? none];
        return (await As("git").RunAsync(arguments, CancellationToken.None)).Succeeded;
    }

    /// <summary>Puts a branch somewhere, wherever it stood.</summary>
    public Task<string> ForceAsync(string branch, string commit) => As("git").ReadAsync(["update-ref", "refs/heads/" + branch, commit], CancellationToken.None);

    /// <summary>The text of a file at a commit or branch.</summary>
    public async Task<string> ReadFileAsync(string revision, string path) => (await As("git").RunAsync(["cat-file", "blob", $"{revision}:{path}"], CancellationToken.None)).Output;

    /// <summary>The files at a commit or branch as <c>git ls-tree -r</c> lists them: mode, type, id, path.</summary>
    public Task<string> ListAsync(string revision) => As("git").ReadAsync(["ls-tree", "-r", revision], CancellationToken.None);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(_home, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_home, recursive: true);
    }
}
