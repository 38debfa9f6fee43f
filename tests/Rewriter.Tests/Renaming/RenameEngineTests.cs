using System.Text;
using Rewriter.Naming;
using Rewriter.Renaming;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Tests.Renaming;

public sealed class RenameEngineTests
{
    [Fact]
    public void Files_and_folders_are_renamed_with_their_content_and_references_follow()
    {
        var after = new RenameHarness()
            .With("deploy/orderflow/app.txt", "orderflow")
            .With("Orderflow.txt", "see deploy/orderflow/app.txt")
            .Apply(("orderflow", "pult"));
        Assert.Equal(["Pult.txt", "deploy/pult/app.txt"], after.Paths);
        Assert.Equal("see deploy/pult/app.txt", after["Pult.txt"]);
    }

    [Fact]
    public void A_rename_of_letter_case_alone_is_a_move()
    {
        var plan = new RenameHarness().With("orderflow.txt", "x").Plan(new RenameRequest { Pairs = [new NamePair("orderflow", "OrderFlow", false)] });
        var move = Assert.Single(plan.Moves);
        Assert.Equal(("orderflow.txt", "OrderFlow.txt", true), (move.From.Value, move.To.Value, move.IsCaseOnly));
        Assert.Empty(plan.Errors);
    }

    [Fact]
    public void A_new_path_that_exists_stops_the_plan()
    {
        var plan = new RenameHarness().With("orderflow.txt", "x").With("pult.txt", "y").Plan(("orderflow", "pult"));
        Assert.Equal(["RW0008"], plan.Errors.Select(e => e.Id));
    }

    [Fact]
    public void Two_files_that_would_get_one_path_stop_the_plan()
    {
        var plan = new RenameHarness().With("order-flow.txt", "x").With("shop.txt", "x").Plan(("order-flow", "pult"), ("shop", "pult"));
        Assert.Equal(["RW2901"], plan.Errors.Select(e => e.Id));
    }

    [Fact]
    public void Two_files_may_change_places()
    {
        var after = new RenameHarness().With("blue.txt", "blue").With("green.txt", "green").Apply(("blue", "green"), ("green", "blue"));
        Assert.Equal("green", after["green.txt"]);
        Assert.Equal("blue", after["blue.txt"]);
    }

    [Fact]
    public void A_file_that_stays_is_still_called_what_it_is_called()
    {
        var after = new RenameHarness()
            .With("controllers/autoscalinggroup.txt", "type AutoscalingGroup")
            .With("a.txt", "controllers/autoscalinggroup.txt and auto-scaling-group")
            .Apply(("auto-scaling-group", "runner-set"));
        Assert.Contains("controllers/autoscalinggroup.txt", after.Paths);
        Assert.Equal("controllers/autoscalinggroup.txt and runner-set", after["a.txt"]);
    }

    [Theory]
    [InlineData("a.yaml", "name: orderflow\r\nurl: 'x'\r\n")]
    [InlineData("a.sh", "#!/bin/sh\necho orderflow")]
    [InlineData("a.unknown", "\uFEFForderflow  \n\n")]
    [InlineData("Makefile", "deploy:\n\techo orderflow\n")]
    public void Bytes_that_are_no_name_are_copied(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tree = new MemoryTree();
        tree.Write(RepoPath.Parse(path), bytes);
        var file = Assert.Single(RenameEngine.Plan(tree, RenameHarness.Request(("orderflow", "pult"))).ChangedFiles);
        Assert.Equal(text.Replace("orderflow", "pult", StringComparison.Ordinal), Encoding.UTF8.GetString(file.NewBytes(bytes)!));
    }

    [Fact]
    public void A_file_that_changed_since_the_plan_gives_no_bytes()
    {
        var tree = new MemoryTree();
        tree.Write(RepoPath.Parse("a.txt"), "orderflow");
        var file = RenameEngine.Plan(tree, RenameHarness.Request(("orderflow", "pult"))).Files[0];
        Assert.Null(file.NewBytes(Encoding.UTF8.GetBytes("orderflow ")));
    }

    [Fact]
    public void A_file_that_is_not_understood_is_proposed_whole()
    {
        var plan = new RenameHarness().With("broken.json", "{ \"a\": \"orderflow\", \"b\": [ \"orderflow\" }").Plan(("orderflow", "pult"));
        Assert.Empty(plan.ChangedFiles);
        Assert.Equal(["not-proven", "not-proven"], plan.Occurrences(RenameTier.Proposed).Select(o => o.Occurrence.Verdict.Code));
    }

    [Fact]
    public void Every_file_ends_as_changed_clean_excluded_or_refused()
    {
        var tree = new MemoryTree();
        tree.Write(RepoPath.Parse("changed.txt"), "orderflow");
        tree.Write(RepoPath.Parse("clean.txt"), "nothing");
        tree.Write(RepoPath.Parse("longer.txt"), "reorderflowed");
        tree.Write(RepoPath.Parse("latin.txt"), [0xE9, .. "orderflow"u8]);
        tree.Write(RepoPath.Parse("go.sum"), "orderflow");
        tree.Write(RepoPath.Parse(".rewrite/ledger.jsonl"), "orderflow");
        var plan = RenameEngine.Plan(tree, RenameHarness.Request(("orderflow", "pult")));
        Assert.Equal(["changed.txt"], plan.Files.Select(f => f.Path.Value));
        Assert.Equal(2, plan.CleanFiles);
        Assert.Equal([".rewrite", "go.sum"], plan.Excluded.Select(e => e.Path.Value));
        Assert.Equal(["RW0001"], plan.Refused.Select(d => d.Id));
    }

    [Fact]
    public void What_is_proposed_changes_on_request()
    {
        var request = RenameHarness.Request(("orderflow", "pult"));
        Assert.Equal("# orderflow\n", RenameHarness.Rename("docs/adr/1.md", "# orderflow\n", request));
        Assert.Equal("# pult\n", RenameHarness.Rename("docs/adr/1.md", "# orderflow\n", request with { IncludeReview = true }));
    }

    [Fact]
    public void What_follows_outside_of_the_repository_is_told()
    {
        var plan = new RenameHarness()
            .With("main.tf", "resource \"google_cloud_run_service\" \"x\" {\n  name = \"orderflow-app\"\n}\n")
            .With(".github/workflows/deploy.yml", "name: orderflow\non: push\njobs:\n  x:\n    runs-on: x\n    steps:\n      - run: curl https://orderflow.example.com\n")
            .Plan(("orderflow", "pult"));
        Assert.Equal(["names of resources", "names of workflows", "host names"], plan.Attention.Select(a => string.Join(' ', a.Split(' ').TakeWhile(w => w is not ("changed;" or "or")))));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var tree = new MemoryTree();
        for (var i = 0; i < 60; i++) tree.Write(RepoPath.Parse($"d{i % 5}/orderflow-{i}.yaml"), $"name: orderflow-{i}\n");
        var one = RenameEngine.Plan(tree, RenameHarness.Request(("orderflow", "pult")) with { Threads = 1 });
        var many = RenameEngine.Plan(tree, RenameHarness.Request(("orderflow", "pult")) with { Threads = 6 });
        Assert.Equal(60, one.Moves.Count());
        Assert.Equal(one.Files.Select(f => f.Path), many.Files.Select(f => f.Path));
        Assert.Equal(one.Moves, many.Moves);
    }
}
