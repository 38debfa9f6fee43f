using Rewriter.Tests.Shared;

namespace Rewriter.EndToEndTests.Support;

/// <summary>Real git: bare remotes and checkouts of examples, untouched by the user's configuration.</summary>
internal sealed class GitRepositories : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rewrite-git-");

    /// <summary>What git and the command get of an environment.</summary>
    public Dictionary<string, string> Environment { get; } = new()
    {
        ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_AUTHOR_NAME"] = "Ada",
        ["GIT_AUTHOR_EMAIL"] = "ada@example.org",
        ["GIT_COMMITTER_NAME"] = "Ada",
        ["GIT_COMMITTER_EMAIL"] = "ada@example.org",
    };

    /// <summary>An empty bare repository.</summary>
    public async Task<string> RemoteAsync(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        await RunAsync(_folder.FullName, "init", "--quiet", "--bare", "--initial-branch=main", path);
        return path;
    }

    /// <summary>Puts an example, or a folder of one, into a bare repository, and gives a checkout of it.</summary>
    public async Task<string> CheckoutAsync(string example, string remote)
    {
        var checkout = Path.Combine(_folder.FullName, Path.GetFileNameWithoutExtension(remote) + "-checkout");
        ExampleRepository.CopyFolder(Path.Combine(PristineExample.FolderOf(ExampleRepository.ProjectRoot, example.Split('/')[0]), Path.Combine(example.Split('/')[1..])), checkout);
        await RunAsync(checkout, "init", "--quiet", "--initial-branch=main");
        await RunAsync(checkout, "remote", "add", "origin", remote);
        await CommitAsync(checkout, "First");
        return checkout;
    }

    /// <summary>A clone, as a colleague or a pipeline has it.</summary>
    public async Task<string> CloneAsync(string remote)
    {
        var path = Path.Combine(_folder.FullName, "clone-" + Guid.NewGuid().ToString("N"));
        await RunAsync(_folder.FullName, "clone", "--quiet", remote, path);
        return path;
    }

    /// <summary>Writes a line, commits everything and pushes; returns the commit.</summary>
    public async Task<string> CommitAsync(string checkout, string message)
    {
        await File.AppendAllTextAsync(Path.Combine(checkout, "CHANGES.txt"), message + "\n");
        await RunAsync(checkout, "add", "--all");
        await RunAsync(checkout, "commit", "--quiet", "--message", message);
        await RunAsync(checkout, "push", "--quiet", "--set-upstream", "origin", "main");
        return await RunAsync(checkout, "rev-parse", "HEAD");
    }

    /// <summary>All branches and tags with the objects they name, one a line.</summary>
    public Task<string> RefsAsync(string repository) => RunAsync(repository, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags");

    /// <summary>The commit that a name stands for, tags peeled.</summary>
    public Task<string> CommitOfAsync(string repository, string name) => RunAsync(repository, "rev-parse", name + "^{commit}");

    /// <summary>Runs git and returns its output; fails the test where git fails.</summary>
    public async Task<string> RunAsync(string folder, params string[] arguments) =>
        (await RewriteCommand.RunProgramAsync("git", folder, Environment.Select(e => (e.Key, e.Value)), arguments)).Expect(0).Output.TrimEnd('\n');

    /// <summary>Runs the command <c>rewrite</c>.</summary>
    public Task<CommandResult> RewriteAsync(string folder, params string[] arguments) => RewriteCommand.RunWithAsync(folder, Environment.Select(e => (e.Key, e.Value)), arguments);

    /// <summary>Runs the command on a disk that kills it at its n-th write.</summary>
    public Task<CommandResult> KilledAsync(string folder, int killAt, params string[] arguments) =>
        RewriteCommand.RunKilledAsync(folder, killAt, Environment.Select(e => (e.Key, e.Value)), arguments);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Git's objects are read-only, which Windows does not delete.
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories)) file.Attributes = FileAttributes.Normal;
        _folder.Delete(recursive: true);
    }
}
