using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rewriter.EndToEndTests.Support;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.EndToEndTests;

/// <summary>The bot as a server and in a workflow: real processes, a real clone, signed webhooks.</summary>
public sealed class BotTests
{
    private const string Secret = "a secret that is shared";

    [Fact]
    public async Task A_writers_command_is_answered_a_readers_refused_and_a_bad_signature_not_read()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        (await hosted.RunAsync("pr", "phase1")).Expect(0);
        await using var bot = await RunningBot.StartAsync(hosted, Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, await bot.SendAsync(CommentEvent(hosted, hosted.Server.Say(1, "alice", "/rewrite plan phase1")), "another secret"));
        Assert.Equal(HttpStatusCode.OK, await bot.SendAsync(CommentEvent(hosted, hosted.Server.Say(1, "alice", "> /rewrite plan phase1\n\nNice.")), Secret));

        var asked = CommentEvent(hosted, hosted.Server.Say(1, "alice", "/rewrite plan phase1"));
        Assert.Equal(HttpStatusCode.Accepted, await bot.SendAsync(asked, Secret));
        var answer = await AnswerAsync(hosted, 1);
        Assert.Contains("> `/rewrite plan phase1`", answer, StringComparison.Ordinal);
        Assert.Contains("names-back             rewrite        54 places in 12 files now say orderflow", answer, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Accepted, await bot.SendAsync(CommentEvent(hosted, hosted.Server.Say(1, "bob", "/rewrite apply phase1")), Secret));
        Assert.Contains("Refused: commands are taken from people with write access", await AnswerAsync(hosted, 2), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Accepted, await bot.SendAsync(CommentEvent(hosted, hosted.Server.Say(1, "alice", "/rewrite apply phase1")), Secret));
        Assert.Contains("after its pull request is merged", await AnswerAsync(hosted, 3), StringComparison.Ordinal);

        // The same delivery once more, and another one, are answered no second time.
        await bot.SendAsync(asked, Secret);
        await bot.SendAsync(CommentEvent(hosted, hosted.Server.Say(1, "alice", "/rewrite dance")), Secret);
        Assert.Contains("no command that is known", await AnswerAsync(hosted, 4), StringComparison.Ordinal);
        Assert.DoesNotContain(hosted.Server.Person.Token, bot.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, bot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_merge_it_applies_on_the_base_and_commits_the_record()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        (await hosted.RunAsync("pr", "phase1")).Expect(0);
        await hosted.Server.MergeAsync(1, "alice");
        await using var bot = await RunningBot.StartAsync(hosted, Secret);

        await bot.SendAsync(CommentEvent(hosted, hosted.Server.Say(1, "alice", "/rewrite apply phase1\n/rewrite verify phase1")), Secret);

        var answer = await AnswerAsync(hosted, 1);
        Assert.Contains("adopted names-back", answer, StringComparison.Ordinal);
        Assert.Contains("Everything is as the phase leaves it.", answer, StringComparison.Ordinal);
        Assert.Contains("PhaseDone", await hosted.Server.Git.ReadFileAsync("main", ".rewrite/ledger.jsonl"), StringComparison.Ordinal);
        await bot.SendAsync(CommentEvent(hosted, hosted.Server.Say(1, "alice", "/rewrite apply phase2")), Secret);
        Assert.Contains("merge its pull request first", await AnswerAsync(hosted, 2), StringComparison.Ordinal);
        Assert.DoesNotContain("phase2", await hosted.Server.Git.ReadFileAsync("main", ".rewrite/ledger.jsonl"), StringComparison.Ordinal);
        await hosted.PullAsync();
        Assert.Contains("created  #2", (await hosted.RunAsync("pr", "phase2")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_migration_of_a_pull_requests_head_is_never_used()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        var evil = (await hosted.Server.Git.ReadFileAsync("main", "rewrite.yaml")).Replace("migration: orderflow-to-pult", "migration: evil", StringComparison.Ordinal);
        await hosted.Server.Git.ForceAsync("theirs", (await hosted.Server.Git.HeadAsync("main"))!);
        await hosted.Server.Git.CommitAsync("theirs", "bob", new Dictionary<string, string?> { ["rewrite.yaml"] = evil }, "Mine");
        await hosted.Server.OpenAsync("bob", "theirs", "main", "A small fix", fork: "bob/orderflow");
        await using var bot = await RunningBot.StartAsync(hosted, Secret);

        await bot.SendAsync(CommentEvent(hosted, hosted.Server.Say(1, "alice", "/rewrite plan phase1")), Secret);

        var answer = await AnswerAsync(hosted, 1);
        Assert.Contains("orderflow-to-pult / phase1", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_of_another_type_is_refused_and_a_server_without_a_secret_does_not_start()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        await using (var bot = await RunningBot.StartAsync(hosted, Secret))
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await bot.SendAsync(new JsonObject { ["x"] = new string('x', 5 * 1024 * 1024) }, Secret));
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, await bot.SendAsync(new JsonObject(), Secret, "text/plain"));
            Assert.Equal(HttpStatusCode.BadRequest, await bot.SendAsync(new JsonObject(), Secret));
        }

        var refused = (await RewriteCommand.RunWithAsync(hosted.Work.Folder, [.. hosted.Environment(hosted.Server.Person), ("REWRITE_WEBHOOK_SECRET", string.Empty)], "bot", "serve", "--port", "0")).Expect(2);
        Assert.Contains("RW5032", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_workflow_the_event_file_is_answered()
    {
        await using var hosted = await HostedRepository.StartAsync("orderflow");
        (await hosted.RunAsync("pr", "phase1")).Expect(0);
        using var folder = ExampleRepository.Empty();
        folder.Write("event.json", CommentEvent(hosted, hosted.Server.Say(1, "alice", "/rewrite explain .github/workflows/deploy.yml:31")).ToJsonString());
        (string, string)[] environment = [.. hosted.Environment(hosted.Server.Job), ("GITHUB_EVENT_NAME", "issue_comment"), ("GITHUB_EVENT_PATH", folder.PathOf("event.json"))];

        Assert.Contains("1 command answered.", (await RewriteCommand.RunWithAsync(hosted.Work.Folder, environment, "bot", "event")).Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("the name of role 'service' in pult", hosted.Server.Comments[^1].Body, StringComparison.Ordinal);
        Assert.Contains("Nothing to answer.", (await RewriteCommand.RunWithAsync(hosted.Work.Folder, environment, "bot", "event")).Expect(0).Output, StringComparison.Ordinal);

        Assert.Contains("RW5033", (await RewriteCommand.RunWithAsync(hosted.Work.Folder, [("GITHUB_EVENT_PATH", folder.PathOf("nothing.json"))], "bot", "event")).Expect(2).Errors, StringComparison.Ordinal);
    }

    private static JsonObject CommentEvent(HostedRepository hosted, ServerComment comment) => new()
    {
        ["action"] = "created",
        ["issue"] = new JsonObject { ["number"] = comment.Issue, ["pull_request"] = new JsonObject { ["url"] = "https://github.test/pull" } },
        ["comment"] = new JsonObject { ["id"] = comment.Id, ["body"] = comment.Body, ["user"] = new JsonObject { ["login"] = comment.Author, ["id"] = 1 }, ["html_url"] = "https://github.test/comment" },
        ["repository"] = new JsonObject { ["full_name"] = hosted.Server.Slug },
        ["sender"] = new JsonObject { ["login"] = comment.Author, ["id"] = 1 },
    };

    // The bot answers in the background; its answers are the comments with its marker.
    private static async Task<string> AnswerAsync(HostedRepository hosted, int count)
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromMinutes(2))
        {
            var answers = hosted.Server.Comments.Where(c => c.Body.StartsWith("<!-- rewrite:bot ", StringComparison.Ordinal)).ToList();
            if (answers.Count >= count) return answers[count - 1].Body;
            await Task.Delay(50);
        }

        throw new TimeoutException($"answer {count} did not come");
    }
}
