using Rewriter.GitHub.TestServer;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.GitHub.Tests.Support;

/// <summary>A server, and a forge of it that waits for nothing.</summary>
internal sealed class TestForge : IAsyncDisposable
{
    private TestForge(GitHubServer server, RestForge forge, SkippingTime time) => (Server, Forge, Time) = (server, forge, time);

    public GitHubServer Server { get; }

    public RestForge Forge { get; }

    public SkippingTime Time { get; }

    public static async Task<TestForge> StartAsync(GitHubServerOptions? options = null, Func<GitHubServer, ServerIdentity>? identity = null, Func<GitHubOptions, GitHubOptions>? change = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var time = new SkippingTime();
        var server = await GitHubServer.StartAsync((options ?? new GitHubServerOptions()) with { Time = time });
        var given = new Dictionary<string, string>(server.EnvironmentOf(identity?.Invoke(server) ?? server.Person));
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) given[name] = value;
        var asked = GitHubOptions.FromEnvironment(given) with { Time = time, WriteInterval = TimeSpan.Zero };
        return new TestForge(server, new RestForge(change?.Invoke(asked) ?? asked), time);
    }

    /// <summary>A commit on main, and a branch beside it with one more.</summary>
    public async Task<(string Main, string Side)> BranchAsync(string name = "side")
    {
        var main = (await Server.Git.HeadAsync("main"))!;
        await Server.Git.MoveAsync(name, null, main);
        return (main, await Server.Git.CommitAsync(name, "octocat", new Dictionary<string, string?> { ["side.txt"] = "side\n" }, "Side"));
    }

    public int Writes(string method, string end) => Server.Requests.Count(r => r.Method == method && r.Path.EndsWith(end, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Forge.Dispose();
        await Server.DisposeAsync();
    }
}
