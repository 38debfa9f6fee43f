using System.Collections.Immutable;
using System.Diagnostics;
using Rewriter.Git;
using Rewriter.Processes;

namespace Rewriter.Tests.Git;

/// <summary>Real git: bare remotes and clones in a folder of their own, untouched by the user's configuration.</summary>
internal sealed class GitSandbox : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rewrite-git-");

    public GitSandbox()
    {
        Environment = SystemProcessRunner.OwnEnvironment().SetItems(new Dictionary<string, string>
        {
            ["GIT_CONFIG_GLOBAL"] = File.Exists("/dev/null") ? "/dev/null" : "NUL",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_AUTHOR_NAME"] = "Ada",
            ["GIT_AUTHOR_EMAIL"] = "ada@example.org",
            ["GIT_COMMITTER_NAME"] = "Ada",
            ["GIT_COMMITTER_EMAIL"] = "ada@example.org",
        });
    }

    public ImmutableSortedDictionary<string, string> Environment { get; }

    /// <summary>A bare repository.</summary>
    public string Remote(string name = "remote.git")
    {
        var path = Path.Combine(_folder.FullName, name);
        Run(_folder.FullName, "init", "--quiet", "--bare", "--initial-branch=main", path);
        return path;
    }

    /// <summary>Makes a folder a checkout of a remote, with a first commit that is pushed.</summary>
    public void Populate(string folder, string remote)
    {
        Run(folder, "init", "--quiet", "--initial-branch=main");
        Run(folder, "remote", "add", "origin", remote);
        File.WriteAllText(Path.Combine(folder, ".gitignore"), ".rewrite/\n");
        Commit(folder, "first");
    }

    /// <summary>A second clone, as a colleague has it.</summary>
    public string Clone(string remote)
    {
        var path = Path.Combine(_folder.FullName, "clone-" + Guid.NewGuid().ToString("N"));
        Run(_folder.FullName, "clone", "--quiet", remote, path);
        return path;
    }

    /// <summary>Commits everything with a change, and pushes the branch; returns the commit.</summary>
    public string Commit(string folder, string message)
    {
        File.AppendAllText(Path.Combine(folder, "log.txt"), message + "\n");
        Run(folder, "add", "--all");
        Run(folder, "commit", "--quiet", "--message", message);
        Run(folder, "push", "--quiet", "--set-upstream", "origin", "main");
        return Run(folder, "rev-parse", "HEAD");
    }

    /// <summary>All refs of a repository, one a line.</summary>
    public string Refs(string repository) => Run(repository, "for-each-ref", "--format=%(refname) %(objectname)");

    /// <summary>Runs git and returns its output; fails the test where git fails.</summary>
    public string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
        return output.TrimEnd('\n');
    }

    public void Dispose()
    {
        // Git's objects are read-only, which Windows does not delete.
        foreach (var file in _folder.EnumerateFiles("*", SearchOption.AllDirectories)) file.Attributes = FileAttributes.Normal;
        _folder.Delete(recursive: true);
    }
}
