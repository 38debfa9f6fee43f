using Rewriter.GitHub.TestServer;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.EndToEndTests.Support;

/// <summary>An example in a hosted repository, and a checkout of it in which the built command is run.</summary>
internal sealed class HostedRepository : IAsyncDisposable
{
    private string _branch = "main";

    private HostedRepository(GitHubServer server, ExampleRepository work) => (Server, Work) = (server, work);

    /// <summary>The host.</summary>
    public GitHubServer Server { get; }

    /// <summary>The checkout.</summary>
    public ExampleRepository Work { get; }

    /// <summary>Starts with an example on the branch main.</summary>
    public static Task<HostedRepository> StartAsync(string example, Action<ExampleRepository>? prepare = null)
    {
        var work = ExampleRepository.Copy(example);
        prepare?.Invoke(work);
        return StartAsync("octo/" + example, work, "main");
    }

    /// <summary>Starts with a repository, whose only branch and default branch is this one; the checkout is the repository itself.</summary>
    public static async Task<HostedRepository> StartAsync(string slug, ExampleRepository work, string branch)
    {
        var server = await GitHubServer.StartAsync(new GitHubServerOptions { Slug = slug, Branch = branch });
        server.Permissions["alice"] = "write";
        server.Permissions["bob"] = "read";
        var hosted = new HostedRepository(server, work) { _branch = branch };
        await hosted.GitAsync("init", "-q", "-b", branch);
        await hosted.GitAsync("remote", "add", "origin", server.Git.Folder);
        await hosted.CommitAsync("Start");
        await hosted.GitAsync("push", "-q", "--force", "origin", branch);
        return hosted;
    }

    /// <summary>Runs git in the checkout.</summary>
    public async Task<string> GitAsync(params string[] arguments) =>
        (await RewriteCommand.RunProgramAsync("git", Work.Folder, [("GIT_CONFIG_GLOBAL", Work.PathOf(".git/none")), ("GIT_CONFIG_NOSYSTEM", "1")], ["-c", "user.name=alice", "-c", "user.email=alice@users.test", .. arguments])).Expect(0).Output.TrimEnd();

    /// <summary>Commits everything in the checkout.</summary>
    public async Task CommitAsync(string message)
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "--allow-empty", "-m", message);
    }

    /// <summary>Brings the checkout to the head of its branch at the host.</summary>
    public async Task PullAsync()
    {
        await GitAsync("fetch", "-q", "origin");
        await GitAsync("reset", "-q", "--hard", "origin/" + _branch);
    }

    /// <summary>Commits everything in the checkout and pushes it.</summary>
    public async Task PushAsync(string message)
    {
        await CommitAsync(message);
        await GitAsync("push", "-q", "origin", _branch);
    }

    /// <summary>Runs the command as a person with a token.</summary>
    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(Server.Person, arguments);

    /// <summary>Runs the command as somebody.</summary>
    public Task<CommandResult> RunAsync(ServerIdentity identity, params string[] arguments) =>
        RewriteCommand.RunWithAsync(Work.Folder, Environment(identity), arguments);

    /// <summary>The environment of a process that acts as somebody, without a second between writes.</summary>
    public IEnumerable<(string Name, string Value)> Environment(ServerIdentity identity) =>
    [
        .. Server.EnvironmentOf(identity).Select(e => (e.Key, e.Value)),
        ("REWRITE_WRITE_INTERVAL_MS", "0"), ("GH_TOKEN", string.Empty), ("REWRITE_APP_ID", string.Empty),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Work.Dispose();
        await Server.DisposeAsync();
    }
}
