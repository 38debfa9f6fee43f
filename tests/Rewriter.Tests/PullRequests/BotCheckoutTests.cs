using Rewriter.Bot;
using Rewriter.Git;
using Rewriter.Processes;
using Rewriter.Tests.Scanning;

namespace Rewriter.Tests.PullRequests;

public sealed class BotCheckoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Remote => Path.Combine(_folder.Path, "remote.git");

    [Fact]
    public async Task It_goes_to_the_head_of_the_base_and_its_record_follows_a_base_that_moved()
    {
        await StartAsync();
        var checkout = await OpenAsync("one");
        Assert.Equal(await HeadAsync(), (await checkout.GoToAsync("main", default)).Sha);
        Write(checkout, ".rewrite/ledger.jsonl", "first\n");
        Write(checkout, ".rewrite/lock", "not to be committed\n");
        await PushAsync("docs/other.md", "somebody else's\n");

        Assert.Null(await checkout.RecordAsync("main", "rewrite apply phase1", "bot", default));

        Assert.Equal("first\n", await ReadAsync(".rewrite/ledger.jsonl"));
        Assert.Equal("somebody else's\n", await ReadAsync("docs/other.md"));
        Assert.Equal(string.Empty, await ReadAsync(".rewrite/lock"));
        Assert.Equal("Record: rewrite apply phase1", await Git(Remote).ReadAsync(["log", "-1", "--format=%s", "main"], default));
        Assert.Null(await checkout.RecordAsync("main", "nothing new", "bot", default));
    }

    [Fact]
    public async Task Two_records_that_did_not_know_of_each_other_are_not_merged_and_stop_what_comes_after()
    {
        await StartAsync();
        var (one, two) = (await OpenAsync("one"), await OpenAsync("two"));
        await one.GoToAsync("main", default);
        await two.GoToAsync("main", default);
        Write(one, ".rewrite/ledger.jsonl", "one\n");
        Write(two, ".rewrite/ledger.jsonl", "two\n");
        Assert.Null(await one.RecordAsync("main", "one", "bot", default));

        Assert.Contains("somebody else recorded", await two.RecordAsync("main", "two", "bot", default), StringComparison.Ordinal);

        var (sha, problem) = await two.GoToAsync("main", default);
        Assert.Null(sha);
        Assert.Contains("an earlier command's record is not on `main` yet", problem, StringComparison.Ordinal);
        Assert.Equal("one\n", await ReadAsync(".rewrite/ledger.jsonl"));
    }

    [Fact]
    public async Task A_base_that_does_not_exist_is_an_error_of_git()
    {
        await StartAsync();
        var checkout = await OpenAsync("one");
        await Assert.ThrowsAsync<GitException>(() => checkout.GoToAsync("nowhere", default));
    }

    public void Dispose() => _folder.Dispose();

    private static GitRepository Git(string folder) => new(new SystemProcessRunner(), folder, SystemProcessRunner.OwnEnvironment());

    private static void Write(BotCheckout checkout, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(checkout.Folder, path))!);
        File.WriteAllText(Path.Combine(checkout.Folder, path), text);
    }

    private async Task StartAsync()
    {
        Directory.CreateDirectory(Remote);
        await Git(Remote).ReadAsync(["init", "-q", "--bare", "-b", "main"], default);
        await PushAsync("README.md", "start\n");
    }

    private Task<BotCheckout> OpenAsync(string name) => BotCheckout.OpenAsync(Git(Path.Combine(_folder.Path, name)), Remote, default);

    private Task<string> HeadAsync() => Git(Remote).ReadAsync(["rev-parse", "main"], default);

    private async Task<string> ReadAsync(string path) => (await Git(Remote).RunAsync(["show", $"main:{path}"], default)).Output;

    private async Task PushAsync(string path, string text)
    {
        var folder = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        await Git(folder).ReadAsync(["clone", "-q", Remote, "."], default);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
        await File.WriteAllTextAsync(Path.Combine(folder, path), text);
        await Git(folder).ReadAsync(["add", "-A"], default);
        await Git(folder).ReadAsync(["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "work"], default);
        await Git(folder).ReadAsync(["push", "-q", "origin", "HEAD:refs/heads/main"], default);
    }
}
