using System.Globalization;
using System.Text.Json.Nodes;

namespace Rewriter.GitHub.TestServer;

/// <content>The git database.</content>
public sealed partial class GitHubServer
{
    private const string Heads = "heads/";
    private static readonly string[] Recursive = ["-r", "-t"];

    private async Task<Reply> GetRefAsync(Call call)
    {
        var name = call.Value("ref");
        return name.StartsWith(Heads, StringComparison.Ordinal) && await Git.HeadAsync(name[Heads.Length..]) is { } sha ? new Reply(200, RefJson("refs/" + name, sha)) : Reply.NotFound;
    }

    private async Task<Reply> CreateRefAsync(Call call)
    {
        var (name, sha) = (call.Text("ref")!, call.Text("sha")!);
        if (!name.StartsWith("refs/heads/", StringComparison.Ordinal)) return Reply.Invalid("Reference name must start with 'refs/'");
        if (!await Git.HasAsync(sha, "commit")) return Reply.Invalid("Object does not exist");
        return await Git.MoveAsync(name["refs/heads/".Length..], null, sha) ? new Reply(201, RefJson(name, sha)) : Reply.Invalid("Reference already exists");
    }

    private async Task<Reply> MoveRefAsync(Call call)
    {
        var (name, sha) = (call.Value("ref"), call.Text("sha")!);
        if (await Git.HeadAsync(name[Heads.Length..]) is not { } head) return Reply.Invalid("Reference does not exist");
        if (!await Git.HasAsync(sha, "commit")) return Reply.Invalid("Object does not exist");
        var isForward = (await Git.As("git").RunAsync(["merge-base", "--is-ancestor", head, sha], CancellationToken.None)).Succeeded;
        if (!isForward && call.Body["force"]?.GetValue<bool>() != true) return Reply.Invalid("Update is not a fast forward");
        await Git.ForceAsync(name[Heads.Length..], sha);
        return new Reply(200, RefJson("refs/" + name, sha));
    }

    private async Task<Reply> DeleteRefAsync(Call call)
    {
        var branch = call.Value("ref")[Heads.Length..];
        if (await Git.HeadAsync(branch) is not { } head) return Reply.Invalid("Reference does not exist");
        await Git.MoveAsync(branch, head, null);
        return new Reply(204);
    }

    private async Task<Reply> CreateBlobAsync(Call call)
    {
        var content = call.Text("encoding") == "base64" ? Convert.FromBase64String(call.Text("content")!) : System.Text.Encoding.UTF8.GetBytes(call.Text("content")!);
        var sha = await Git.StoreAsync(content);
        return new Reply(201, new JsonObject { ["sha"] = sha, ["url"] = Url($"/repos/{Slug}/git/blobs/{sha}") });
    }

    private async Task<Reply> GetBlobAsync(Call call)
    {
        var sha = call.Value("file_sha");
        if (!await Git.HasAsync(sha, "blob")) return Reply.NotFound;
        var text = (await Git.As("git").RunAsync(["cat-file", "blob", sha], CancellationToken.None)).Output;
        return new Reply(200, new JsonObject { ["sha"] = sha, ["encoding"] = "base64", ["content"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)), ["size"] = text.Length });
    }

    private async Task<Reply> GetTreeAsync(Call call)
    {
        var sha = call.Value("tree_sha");
        if (!await Git.HasAsync(sha, "tree")) return Reply.NotFound;
        var isRecursive = call.Query.ContainsKey("recursive");
        var listing = await Git.As("git").ReadAsync(["ls-tree", "-z", .. isRecursive ? Recursive : [], sha], CancellationToken.None);
        var lines = listing.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var isCut = isRecursive && lines.Length > _options.LargestTree;
        return new Reply(200, new JsonObject { ["sha"] = sha, ["truncated"] = isCut, ["tree"] = Array(lines.Take(_options.LargestTree).Select(EntryJson)) });
    }

    private async Task<Reply> CreateTreeAsync(Call call)
    {
        var baseTree = call.Text("base_tree");
        if (baseTree is not null && !await Git.HasAsync(baseTree, "tree")) return Reply.Invalid("base_tree is not a valid tree oid");
        var entries = new List<(string Path, string Mode, string? Blob)>();
        foreach (var entry in call.Body["tree"]!.AsArray().Select(e => e!.AsObject()))
        {
            var (path, mode, sha) = (entry["path"]!.GetValue<string>(), entry["mode"]!.GetValue<string>(), entry["sha"]?.GetValue<string>());
            if (!entry.ContainsKey("sha")) return Reply.Invalid("Must supply either tree.sha or tree.content");
            if (sha is null && (baseTree is null || !await Git.HasPathAsync(baseTree, path))) return Reply.Invalid("GitRPC::BadObjectState");
            if (sha is not null && mode != "160000" && !await Git.HasAsync(sha, "blob")) return Reply.Invalid($"tree.sha {sha} is not a valid blob");
            entries.Add((path, mode, sha));
        }

        var tree = await Git.TreeAsync(baseTree, entries);
        return new Reply(201, new JsonObject { ["sha"] = tree, ["truncated"] = false });
    }

    private async Task<Reply> CreateCommitAsync(Call call)
    {
        var (tree, parents) = (call.Text("tree")!, call.Body["parents"]?.AsArray().Select(p => p!.GetValue<string>()).ToList() ?? []);
        if (!await Git.HasAsync(tree, "tree")) return Reply.Invalid("Tree SHA does not exist");
        foreach (var parent in parents)
        {
            if (!await Git.HasAsync(parent, "commit")) return Reply.Invalid("Parent SHA does not exist or is not a commit object");
        }

        var sha = await Git.CommitTreeAsync(call.Identity.Login, call.Text("message")!, tree, parents);
        return new Reply(201, await GitCommitJsonAsync(sha));
    }

    private async Task<Reply> GetGitCommitAsync(Call call) =>
        await Git.HasAsync(call.Value("commit_sha"), "commit") ? new Reply(200, await GitCommitJsonAsync(call.Value("commit_sha"))) : Reply.NotFound;

    private async Task<Reply> GetCommitAsync(Call call) =>
        await Git.As("git").ResolveCommitAsync(call.Value("ref"), CancellationToken.None) is { } sha ? new Reply(200, await CommitJsonAsync(sha)) : Reply.Invalid($"No commit found for SHA: {call.Value("ref")}");

    private async Task<Reply> CompareAsync(Call call)
    {
        var ends = call.Value("basehead").Split("...");
        if (!await Git.HasAsync(ends[0], "commit") || !await Git.HasAsync(ends[1], "commit")) return Reply.NotFound;
        var shas = (await Git.As("git").ReadAsync(["rev-list", "--reverse", "--topo-order", $"{ends[0]}..{ends[1]}"], CancellationToken.None)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (page, headers) = Page(call, shas);
        var commits = new JsonArray();
        foreach (var sha in page) commits.Add(await CommitJsonAsync(sha));
        return new Reply(200, new JsonObject { ["status"] = shas.Length == 0 ? "identical" : "ahead", ["total_commits"] = shas.Length, ["commits"] = commits }) { Headers = headers };
    }

    private static JsonObject RefJson(string name, string sha) => new() { ["ref"] = name, ["node_id"] = "REF_" + name, ["object"] = new JsonObject { ["sha"] = sha, ["type"] = "commit" } };

    // 100644 blob 4b825dc…\tpath
    private static JsonObject EntryJson(string line)
    {
        var (head, path) = (line.Split('\t')[0].Split(' '), line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]);
        return new JsonObject { ["path"] = path, ["mode"] = head[0], ["type"] = head[1], ["sha"] = head[2] };
    }

    private async Task<JsonObject> GitCommitJsonAsync(string sha)
    {
        var (tree, parents, author, message) = await ReadCommitAsync(sha);
        return new JsonObject
        {
            ["sha"] = sha, ["tree"] = new JsonObject { ["sha"] = tree }, ["message"] = message, ["author"] = new JsonObject { ["name"] = author },
            ["parents"] = Array(parents.Select(p => new JsonObject { ["sha"] = p })),
        };
    }

    private async Task<JsonObject> CommitJsonAsync(string sha)
    {
        var (tree, parents, author, message) = await ReadCommitAsync(sha);
        return new JsonObject
        {
            ["sha"] = sha, ["author"] = UserJson(author), ["parents"] = Array(parents.Select(p => new JsonObject { ["sha"] = p })),
            ["commit"] = new JsonObject { ["tree"] = new JsonObject { ["sha"] = tree }, ["message"] = message, ["author"] = new JsonObject { ["name"] = author } },
        };
    }

    private async Task<(string Tree, string[] Parents, string Author, string Message)> ReadCommitAsync(string sha)
    {
        var text = await Git.As("git").ReadAsync(["show", "--no-patch", "--format=%T%n%P%n%an%n%B", sha], CancellationToken.None);
        var lines = text.Split('\n', 4);
        return (lines[0], lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), lines[2], lines[3].TrimEnd('\n'));
    }
}
