using Rewriter.EndToEndTests.Support;

namespace Rewriter.EndToEndTests;

public sealed class RenameTests
{
    [Fact]
    public async Task A_rename_changes_contents_files_and_folders_and_is_taken_back_byte_for_byte()
    {
        using var repository = ExampleRepository.Copy("mindmirror");
        var before = repository.Tree();

        var applied = (await repository.RunAsync("rename", "agent-service", "assistant-service", "--yes")).Expect(0);

        Assert.True(File.Exists(repository.PathOf("infra/modules/assistant_service/main.tf")));
        Assert.False(Directory.Exists(repository.PathOf("infra/modules/agent_service")));
        Assert.Contains("./modules/assistant_service", repository.Read("infra/main.tf"), StringComparison.Ordinal);
        Assert.Contains("assistant_service_name", repository.Read("infra/staging.auto.tfvars"), StringComparison.Ordinal);
        Assert.Contains("Take it back with: rewrite rollback", applied.Output, StringComparison.Ordinal);

        (await repository.RunAsync("rollback")).Expect(0);
        Assert.Equal(before, repository.Tree());
        Assert.Contains("RW3012", (await repository.RunAsync("rollback")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renaming_twice_changes_nothing_the_second_time_even_where_the_new_name_contains_the_old()
    {
        using var repository = ExampleRepository.Copy("mindmirror");
        (await repository.RunAsync("rename", "agent-service", "agent-service-next", "--yes")).Expect(0);
        var once = repository.Tree();
        (await repository.RunAsync("rename", "agent-service", "agent-service-next", "--yes")).Expect(0);
        Assert.Equal(once, repository.Tree());
    }

    [Fact]
    public async Task A_dry_run_shows_the_diff_and_writes_nothing()
    {
        using var repository = ExampleRepository.Copy("mindmirror");
        var before = repository.Tree();
        var shown = (await repository.RunAsync("rename", "agent-service", "assistant-service", "--dry-run")).Expect(0);
        Assert.Contains("-    production: { host: 'agent-service.run.app', weight: 100 },", shown.Output, StringComparison.Ordinal);
        Assert.Contains("+    production: { host: 'assistant-service.run.app', weight: 100 },", shown.Output, StringComparison.Ordinal);
        Assert.Equal(before, repository.Tree());
        Assert.False(File.Exists(repository.PathOf(".rewrite/ledger.jsonl")));
        Assert.False(Directory.Exists(repository.PathOf(".rewrite/journal")));
    }

    [Fact]
    public async Task Without_a_terminal_and_without_yes_nothing_is_changed()
    {
        using var repository = ExampleRepository.Copy("mindmirror");
        var before = repository.Tree();
        Assert.Contains("--yes", (await repository.RunAsync("rename", "agent-service", "assistant-service")).Expect(2).Errors, StringComparison.Ordinal);
        Assert.Equal(before, repository.Tree());
    }

    [Fact]
    public async Task Swapped_names_change_places_in_one_pass()
    {
        using var repository = ExampleRepository.Empty();
        repository.Write("a.yaml", "first: alpha-one\nsecond: beta-two\n");
        (await repository.RunAsync("rename", "--pair", "alpha-one=beta-two", "--pair", "beta-two=alpha-one", "--yes")).Expect(0);
        Assert.Equal("first: beta-two\nsecond: alpha-one\n", repository.Read("a.yaml"));
    }

    [Fact]
    public async Task Pairs_come_from_json_and_from_lines_with_tabs()
    {
        using var repository = ExampleRepository.Empty();
        repository.Write("a.env", "ORDER_FLOW=order-flow\n");
        repository.Write("exact.tsv", "order-flow\tpult\n");
        repository.Write("pairs.json", """[{"from": "order-flow", "to": "pult", "variants": true}]""");

        (await repository.RunAsync("rename", "--pairs", "exact.tsv", "--only", "*.env", "--yes")).Expect(0);
        Assert.Equal("ORDER_FLOW=pult\n", repository.Read("a.env"));
        (await repository.RunAsync("rollback")).Expect(0);
        (await repository.RunAsync("rename", "--pairs", "pairs.json", "--only", "*.env", "--yes")).Expect(0);
        Assert.Equal("PULT=pult\n", repository.Read("a.env"));
        repository.Write("broken.json", "[{\"form\": \"a\"}]");
        Assert.Contains("'form' is no key of a pair", (await repository.RunAsync("rename", "--pairs", "broken.json", "--yes")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_stays_and_its_reason_is_shown()
    {
        using var repository = ExampleRepository.Empty();
        repository.Write("a.yaml", "project: orderflow-451220\nservice: orderflow-app\n");
        var shown = (await repository.RunAsync("rename", "orderflow", "pult", "--keep", "orderflow-451220=a project id cannot change", "--yes")).Expect(0);
        Assert.Equal("project: orderflow-451220\nservice: pult-app\n", repository.Read("a.yaml"));
        Assert.Contains("a project id cannot change", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_that_was_killed_is_taken_back()
    {
        using var repository = ExampleRepository.Copy("mindmirror");
        var before = repository.Tree();
        var killed = await RewriteCommand.RunKilledAsync(repository.Folder, 25, "rename", "agent-service", "assistant-service", "--yes");
        Assert.NotEqual(0, killed.ExitCode);
        Assert.NotEqual(before, repository.Tree());

        (await repository.RunAsync("rollback")).Expect(0);

        Assert.Equal(before, repository.Tree());
    }

    [Fact]
    public async Task A_rename_that_was_refused_by_a_read_only_file_leaves_nothing_to_take_back()
    {
        using var repository = ExampleRepository.Copy("mindmirror");
        (await repository.RunAsync("rename", "journal-service", "diary-service", "--yes")).Expect(0);
        new FileInfo(repository.PathOf("infra/main.tf")).IsReadOnly = true;
        var before = repository.Tree();

        Assert.Contains("infra/main.tf: error RW0005", (await repository.RunAsync("rename", "agent-service", "assistant-service", "--yes")).Expect(2).Errors, StringComparison.Ordinal);

        Assert.Equal(before, repository.Tree());
        new FileInfo(repository.PathOf("infra/main.tf")).IsReadOnly = false;
        var back = (await repository.RunAsync("rollback")).Expect(0);
        Assert.Contains("journal-service -> diary-service", back.Output, StringComparison.Ordinal);
        Assert.Contains("RW3012", (await repository.RunAsync("rollback")).Expect(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_only_renames_of_files_work()
    {
        using var repository = ExampleRepository.Empty();
        repository.Write("docs/Widget.md", "Widget\n");
        (await repository.RunAsync("rename", "--exact", "Widget=WIDGET", "--yes")).Expect(0);
        Assert.Equal(["WIDGET.md"], Directory.EnumerateFiles(repository.PathOf("docs")).Select(Path.GetFileName));
    }
}
