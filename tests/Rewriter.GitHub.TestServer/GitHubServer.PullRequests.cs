using System.Text.Json.Nodes;
using Rewriter.GitHub.TestServer.State;

namespace Rewriter.GitHub.TestServer;

/// <content>Pull requests.</content>
public sealed partial class GitHubServer
{
    private const int LongestBody = 65_536;
    private readonly List<ServerPullRequest> _pullRequests = [];
    private readonly List<ServerComment> _comments = [];

    /// <summary>All pull requests, the oldest first.</summary>
    public IReadOnlyList<ServerPullRequest> PullRequests => _pullRequests;

    /// <summary>All comments, the oldest first.</summary>
    public IReadOnlyList<ServerComment> Comments => _comments;

    /// <summary>A pull request by its number.</summary>
    public ServerPullRequest PullRequest(int number) => _pullRequests.Single(p => p.Number == number);

    /// <summary>A person opens a pull request, from a fork where a repository is named.</summary>
    public async Task<ServerPullRequest> OpenAsync(string login, string head, string @base, string title, string? fork = null)
    {
        var opened = new ServerPullRequest
        {
            Number = _pullRequests.Count + 1, Author = login, Head = head, HeadRepository = fork ?? Slug, HeadSha = await Git.HeadAsync(head) ?? throw new InvalidOperationException($"there is no branch '{head}'"), Base = @base, Title = title,
        };
        _pullRequests.Add(opened);
        return opened;
    }

    /// <summary>A person merges a pull request; false where it conflicts.</summary>
    public async Task<bool> MergeAsync(int number, string login)
    {
        var pullRequest = PullRequest(number);
        var (head, target) = (await Git.HeadAsync(pullRequest.Head), await Git.HeadAsync(pullRequest.Base));
        var merged = await Git.As(login).RunAsync(["merge-tree", "--write-tree", target!, head!], CancellationToken.None);
        if (!merged.Succeeded) return false;
        var commit = await Git.CommitTreeAsync(login, $"Merge pull request #{number}", merged.Output.Trim(), [target!, head!]);
        if (!await Git.MoveAsync(pullRequest.Base, target, commit)) return false;
        (pullRequest.HeadSha, pullRequest.MergeSha, pullRequest.IsOpen, pullRequest.ClosedBy) = (head!, commit, false, login);
        return true;
    }

    /// <summary>A person closes a pull request without merging it.</summary>
    public void Close(int number, string login)
    {
        var pullRequest = PullRequest(number);
        (pullRequest.IsOpen, pullRequest.ClosedBy) = (false, login);
    }

    /// <summary>A person reviews a pull request: <c>APPROVED</c>, <c>CHANGES_REQUESTED</c>, <c>COMMENTED</c>.</summary>
    public async Task ReviewAsync(int number, string login, string state)
    {
        var pullRequest = PullRequest(number);
        pullRequest.Reviews.Add((login, state, await Git.HeadAsync(pullRequest.Head) ?? pullRequest.HeadSha));
    }

    /// <summary>A person says something.</summary>
    public ServerComment Say(int number, string login, string body)
    {
        var comment = new ServerComment(NextId(), number, login, body, _options.Time.GetUtcNow());
        _comments.Add(comment);
        return comment;
    }

    private async Task<Reply> ListPullRequestsAsync(Call call)
    {
        var state = call.Query.GetValueOrDefault("state", "open");
        var found = _pullRequests.Where(p => state == "all" || p.IsOpen == (state == "open"));
        if (call.Query.TryGetValue("head", out var head)) found = found.Where(p => $"{p.HeadRepository.Split('/')[0]}:{p.Head}" == head);
        if (call.Query.TryGetValue("base", out var @base)) found = found.Where(p => p.Base == @base);
        var (page, headers) = Page(call, found.OrderByDescending(p => p.Number).ToList());
        var items = new JsonArray();
        foreach (var one in page) items.Add(await PullRequestJsonAsync(one));
        return new Reply(200, items) { Headers = headers };
    }

    private async Task<Reply> CreatePullRequestAsync(Call call)
    {
        var (head, @base, isDraft) = (call.Text("head")!, call.Text("base")!, call.Body["draft"]?.GetValue<bool>() ?? false);
        head = head.StartsWith(Slug.Split('/')[0] + ":", StringComparison.Ordinal) ? head[(head.IndexOf(':', StringComparison.Ordinal) + 1)..] : head;
        var (headSha, baseSha) = (await Git.HeadAsync(head), await Git.HeadAsync(@base));
        if (headSha is null) return Reply.Invalid("Validation Failed", "PullRequest", "head");
        if (baseSha is null) return Reply.Invalid("Validation Failed", "PullRequest", "base");
        if (isDraft && !_options.HasDrafts) return Reply.Invalid("Draft pull requests are not supported in this repository.");
        if (call.Text("body")?.Length > LongestBody) return Reply.Invalid("Validation Failed", "PullRequest", "body", "too_long");
        if (_pullRequests.Any(p => p.IsOpen && p.Head == head && p.Base == @base)) return Reply.Invalid("Validation Failed", "PullRequest", "head", "already_exists");
        if ((await Git.As("git").ReadAsync(["rev-list", "--count", $"{baseSha}..{headSha}"], CancellationToken.None)) == "0") return Reply.Invalid("Validation Failed", "PullRequest", "head", "no_commits");
        var opened = await OpenAsync(call.Identity.Login, head, @base, call.Text("title")!);
        (opened.Body, opened.IsDraft) = (call.Text("body"), isDraft);
        return new Reply(201, await PullRequestJsonAsync(opened));
    }

    private async Task<Reply> GetPullRequestAsync(Call call) => Find(call, "pull_number") is { } found ? new Reply(200, await PullRequestJsonAsync(found)) : Reply.NotFound;

    private async Task<Reply> ChangePullRequestAsync(Call call)
    {
        if (Find(call, "pull_number") is not { } found) return Reply.NotFound;
        if (call.Text("base") is { } @base && await Git.HeadAsync(@base) is null) return Reply.Invalid("Validation Failed", "PullRequest", "base");
        if (call.Text("body")?.Length > LongestBody) return Reply.Invalid("Validation Failed", "PullRequest", "body", "too_long");
        found.Title = call.Text("title") ?? found.Title;
        found.Body = call.Text("body") ?? found.Body;
        found.Base = call.Text("base") ?? found.Base;
        if (call.Text("state") is { } state && found.MergeSha is null) (found.IsOpen, found.ClosedBy) = (state == "open", state == "open" ? null : call.Identity.Login);
        return new Reply(200, await PullRequestJsonAsync(found));
    }

    private async Task<Reply> MergePullRequestAsync(Call call)
    {
        if (Find(call, "pull_number") is not { } found) return Reply.NotFound;
        if (!found.IsOpen || found.IsDraft) return Reply.Failed(405, "Pull Request is not mergeable");
        if (call.Text("sha") is { } sha && sha != await Git.HeadAsync(found.Head)) return Reply.Failed(409, "Head branch was modified. Review and try the merge again.");
        if (!await MergeAsync(found.Number, call.Identity.Login)) return Reply.Failed(405, "Pull Request is not mergeable");
        return new Reply(200, new JsonObject { ["sha"] = found.MergeSha, ["merged"] = true, ["message"] = "Pull Request successfully merged" });
    }

    private async Task<Reply> RequestReviewersAsync(Call call)
    {
        if (Find(call, "pull_number") is not { } found) return Reply.NotFound;
        var people = call.Body["reviewers"]?.AsArray().Select(r => r!.GetValue<string>()).ToList() ?? [];
        var teams = call.Body["team_reviewers"]?.AsArray().Select(r => r!.GetValue<string>()).ToList() ?? [];
        if (people.Any(p => !Permissions.ContainsKey(p) || p == found.Author) || teams.Any(t => !Permissions.ContainsKey("@" + t))) return Reply.Invalid("Reviews may only be requested from collaborators.");
        found.Reviewers.AddRange(people.Concat(teams.Select(t => "@" + t)).Except(found.Reviewers).ToList());
        return new Reply(201, await PullRequestJsonAsync(found));
    }

    private Reply ReviewsReply(Call call)
    {
        if (Find(call, "pull_number") is not { } found) return Reply.NotFound;
        var (page, headers) = Page(call, found.Reviews);
        return new Reply(200, Array(page.Select(r => new JsonObject { ["id"] = 1, ["user"] = UserJson(r.Login), ["state"] = r.State, ["commit_id"] = r.Sha }))) { Headers = headers };
    }

    private Reply IssueReply(Call call) => Find(call, "issue_number") is { } found
        ? new Reply(200, new JsonObject { ["number"] = found.Number, ["title"] = found.Title, ["state"] = found.IsOpen ? "open" : "closed", ["closed_by"] = found.ClosedBy is null ? null : UserJson(found.ClosedBy) })
        : Reply.NotFound;

    private Reply AddLabels(Call call)
    {
        if (Find(call, "issue_number") is not { } found) return Reply.NotFound;
        found.Labels.AddRange(call.Body["labels"]!.AsArray().Select(l => l!.GetValue<string>()).Except(found.Labels).ToList());
        return new Reply(200, Array(found.Labels.Select(LabelJson)));
    }

    private Reply CommentsReply(Call call)
    {
        var (page, headers) = Page(call, _comments.Where(c => c.Issue == call.Number("issue_number")).ToList());
        return new Reply(200, Array(page.Select(CommentJson))) { Headers = headers };
    }

    private Reply CreateComment(Call call)
    {
        if (Find(call, "issue_number") is not { } found) return Reply.NotFound;
        return call.Text("body")!.Length > LongestBody ? Reply.Invalid("Validation Failed", "IssueComment", "body", "too_long") : new Reply(201, CommentJson(Say(found.Number, call.Identity.Login, call.Text("body")!)));
    }

    private Reply ChangeComment(Call call)
    {
        var index = _comments.FindIndex(c => c.Id == call.Number("comment_id"));
        if (index < 0) return Reply.NotFound;
        _comments[index] = _comments[index] with { Body = call.Text("body")! };
        return new Reply(200, CommentJson(_comments[index]));
    }

    private ServerPullRequest? Find(Call call, string name) => _pullRequests.Find(p => p.Number == call.Number(name));

    private async Task<JsonObject> PullRequestJsonAsync(ServerPullRequest p)
    {
        if (p.IsOpen) p.HeadSha = await Git.HeadAsync(p.Head) ?? p.HeadSha;
        return new JsonObject
        {
            ["id"] = 5000 + p.Number, ["node_id"] = $"PR_{p.Number}", ["number"] = p.Number, ["state"] = p.IsOpen ? "open" : "closed", ["title"] = p.Title, ["body"] = p.Body, ["draft"] = p.IsDraft,
            ["user"] = UserJson(p.Author), ["html_url"] = Web($"/pull/{p.Number}"), ["labels"] = Array(p.Labels.Select(LabelJson)),
            ["head"] = EndJson(p.Head, p.HeadSha, p.HeadRepository), ["base"] = EndJson(p.Base, await Git.HeadAsync(p.Base) ?? string.Empty, Slug),
            ["merged_at"] = p.MergeSha is null ? null : Stamp(_options.Time.GetUtcNow()), ["merge_commit_sha"] = p.MergeSha, ["created_at"] = Stamp(_options.Time.GetUtcNow()),
            ["requested_reviewers"] = Array(p.Reviewers.Where(r => !r.StartsWith('@')).Select(UserJson)),
        };
    }

    private JsonObject EndJson(string branch, string sha, string repository)
    {
        var owner = repository.Split('/')[0];
        var json = RepositoryJson();
        (json["full_name"], json["name"], json["owner"]) = (repository, repository.Split('/')[1], UserJson(owner));
        return new JsonObject { ["ref"] = branch, ["sha"] = sha, ["label"] = $"{owner}:{branch}", ["user"] = UserJson(owner), ["repo"] = json };
    }

    private static JsonObject LabelJson(string name) => new() { ["id"] = 1, ["name"] = name, ["color"] = "ededed" };

    private JsonObject CommentJson(ServerComment c) => new()
    {
        ["id"] = c.Id, ["user"] = UserJson(c.Author), ["body"] = c.Body, ["html_url"] = Web($"/pull/{c.Issue}#issuecomment-{c.Id}"), ["created_at"] = Stamp(c.CreatedAt),
    };
}
